import Documents

extension FieldValue {
  /// Reads what a field holds; nil, with the reason noted, if it is not of the declared kind.
  static func read(
    _ node: Node, as kind: FieldDeclaration.Kind, called title: String, _ reading: inout Reading
  ) -> FieldValue? {
    if case .layers = kind { return .layers(LayerEntry.readList(node, called: title, &reading)) }
    if let value = plain(node, as: kind) { return value }
    reading.error("\(title) must be \(kind), but is \(node.kind)", at: node)
    return nil
  }

  private static func plain(_ node: Node, as kind: FieldDeclaration.Kind) -> FieldValue? {
    switch kind {
    case .text: node.scalar.map { .text($0.text) }
    case .integer(let range): node.scalar?.int.flatMap { range.contains($0) ? .integer($0) : nil }
    case .number(let range): node.scalar?.double.flatMap { range.contains($0) ? .number($0) : nil }
    case .flag: node.scalar?.bool.map { .flag($0) }
    case .choice(let words): node.scalar.flatMap { words.contains($0.text) ? .text($0.text) : nil }
    case .shape: shape(node)
    case .interval: interval(node)
    case .channels: node.scalar.flatMap(channels)
    case .numbers: numbers(node)
    case .padding: padding(node)
    case .layers: nil
    case .section: .section(node)
    }
  }

  private static func shape(_ node: Node) -> FieldValue? {
    // Four extents of at most 2¹⁵ have a product that fits.
    guard let elements = node.sequence, !elements.isEmpty else { return nil }
    let extents = elements.compactMap { $0.scalar?.int }.filter { (1...Reading.largestExtent).contains($0) }
    return extents.count == elements.count && extents.count <= 4 ? .shape(extents) : nil
  }

  private static func interval(_ node: Node) -> FieldValue? {
    let numbers = node.sequence?.map { $0.scalar?.double }
    guard let numbers, numbers.count == 2, let lower = numbers[0], let upper = numbers[1], lower < upper
    else { return nil }
    return .interval(lower, upper)
  }

  private static func numbers(_ node: Node) -> FieldValue? {
    let elements = node.sequence ?? [node]
    let numbers = elements.compactMap { $0.scalar?.double }
    return numbers.count == elements.count && !numbers.isEmpty ? .numbers(numbers) : nil
  }

  /// Equal zeros all around are one number, however they are written.
  private static func padding(_ node: Node) -> FieldValue? {
    let elements = node.sequence ?? [node]
    let zeros = elements.compactMap { $0.scalar?.int }.filter { (0...64).contains($0) }
    guard zeros.count == elements.count, let first = zeros.first, let last = zeros.last, zeros.count <= 2, first <= last
    else { return nil }
    return first == last ? .integer(first) : .shape([first, last])
  }

  private static func channels(_ scalar: Scalar) -> FieldValue? {
    let ends = scalar.text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first >= 0, first <= last,
      last < Reading.largestExtent
    else { return nil }
    return .channels(first..<last + 1)
  }
}
