import Tensors

extension LearningProgram {
  /// The first layer whose values were not finite in the last `forward`, in words; nil where all are.
  ///
  /// It looks at everything, so ask only when a result is not finite.
  /// - Parameter input: how the input is called.
  public func firstNotFiniteValue(input name: String) -> String? {
    for value in program.inputs where !isFinite(memory.values[value.index], value) { return name }
    for value in program.computed where !isFinite(memory.values[value.index], value) {
      return "what \(place(of: value)) gives"
    }
    return nil
  }

  /// The first layer, coming from the outputs, whose gradient was not finite in the last `backward`, in words; nil where
  /// all are.
  public func firstNotFiniteGradient() -> String? {
    for value in program.computed.reversed() where !isFinite(memory.valueGradients[value.index], value) {
      return "the gradient of what \(place(of: value)) gives"
    }
    return parameters.first { parameter in !parameter.range.allSatisfy { gradients[$0].isFinite } }
      .map { "the gradient of \($0.name)" }
  }

  private func isFinite(_ start: UnsafeMutablePointer<Float>, _ value: Program.Value) -> Bool {
    UnsafeBufferPointer(start: start, count: program.shape(of: value).count * batch).allSatisfy(\.isFinite)
  }

  /// The layer that computes a value; one without a name by what it does, and behind which it stands.
  private func place(of value: Program.Value) -> String {
    guard let node = program.node(of: value) else { return "the input" }
    if let name = node.name { return "\(name) (\(node.operation.name))" }
    return node.sources.first.map { "the \(node.operation.name) behind \(place(of: $0))" } ?? node.operation.name
  }
}
