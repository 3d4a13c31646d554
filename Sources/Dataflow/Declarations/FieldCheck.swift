public import Documents

extension FieldDeclaration {
  /// Everything that is wrong with what stands in this field, each value of its sweeps looked at; nothing for an empty
  /// place.
  public func problems(with node: Node) -> [FieldError] {
    guard !node.isNull else { return [] }
    guard type == .numbersByName else { return problems(withOne: node) }
    guard let entries = node.mapping, !entries.isEmpty else { return [unfit(node)] }
    return entries.flatMap { entry in
      FieldDeclaration(entry.key.text, .number, unit: unit, range: range, sweeps: sweeps, help: help)
        .problems(with: entry.value)
    }
  }

  /// The same facts about a field of another name: an open list takes any.
  public func named(_ name: String) -> FieldDeclaration {
    FieldDeclaration(
      name, type, unit: unit, range: range, fallback: fallback, isRequired: isRequired, sweeps: sweeps, help: help)
  }

  private func problems(withOne node: Node) -> [FieldError] {
    do {
      let values = sweeps ? try Sweep.values(node, self)?.map(\.node) : nil
      var problems: [FieldError] = []
      for value in values ?? [node] {
        // Many values of {from, to, steps} stand at one place and say the same there.
        guard let problem = problem(with: value), problem.mark != problems.last?.mark else { continue }
        problems.append(problem)
      }
      return problems
    } catch {
      return [error as? FieldError ?? FieldError(name, "\(error)", at: node)]
    }
  }

  private func problem(with node: Node) -> FieldError? {
    do {
      try check(node)
      return nil
    } catch {
      return error as? FieldError ?? FieldError(name, "\(error)", at: node)
    }
  }

  private func check(_ node: Node) throws {
    switch type {
    case .number: _ = try number(node)
    case .integer:
      guard let value = node.scalar?.int else { throw unfit(node) }
      _ = try inRange(Double(value), node)
    case .numbersByName: try require(node.mapping != nil, node)
    case .boolean: try require(node.scalar?.bool != nil, node)
    case .numberOrName, .text, .path, .output: try require(node.scalar?.text.isEmpty == false, node)
    case .choice(let names): try require(node.scalar.map { names.contains($0.text) } ?? false, node)
    case .paths, .names, .dimensions: _ = try texts(node)
    case .integers(let count): try require(node.sequence?.count == count, node)
    case .command: _ = try command(node)
    case .interval: try require(node.sequence?.count == 2, node)
    }
  }

  private func require(_ isFit: Bool, _ node: Node) throws {
    guard isFit else { throw unfit(node) }
  }
}
