extension Program {
  /// For each value, by its index, whether its gradient is needed: to reach a parameter, or the first input where that
  /// is wanted.
  func needsGradient(ofInput isWanted: Bool) -> [Bool] {
    var needs = inputs.map { $0 == input && isWanted }
    for value in computed {
      guard let node = node(of: value) else { continue }
      needs.append(!node.operation.learned.isEmpty || node.sources.contains { needs[$0.index] })
    }
    return needs
  }
}
