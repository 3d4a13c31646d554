import Documents
import Tensors

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
    case .integers(let range): integers(node, range)
    case .extents(let range):
      node.scalar?.int.map { range.contains($0) ? .integer($0) : nil } ?? integers(node, range)
    case .names: names(node)
    case .interval: interval(node)
    case .channels: node.scalar.flatMap(channels)
    case .numbers: numbers(node)
    case .padding: padding(node)
    case .layers: nil
    case .section: .section(node)
    }
  }

  private static func shape(_ node: Node) -> FieldValue? {
    guard let elements = node.sequence, !elements.isEmpty else { return nil }
    let extents = elements.compactMap { $0.scalar?.int }.filter { (1...Reading.largestExtent).contains($0) }
    let fits = extents.count == elements.count && extents.count <= 8 && Shape(extents).isSensible
    return fits ? .shape(extents) : nil
  }

  private static func integers(_ node: Node, _ range: ClosedRange<Int>) -> FieldValue? {
    guard let elements = node.sequence else { return nil }
    let numbers = elements.compactMap { $0.scalar?.int }.filter { range.contains($0) }
    return numbers.count == elements.count ? .integers(numbers) : nil
  }

  private static func names(_ node: Node) -> FieldValue? {
    if let name = node.scalar { return .names([name.text]) }
    guard let elements = node.sequence else { return nil }
    let names = elements.compactMap { $0.scalar?.text }
    return names.count == elements.count ? .names(names) : nil
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
    guard zeros.count == elements.count, let first = zeros.first, let last = zeros.last,
      [1, 2, 4].contains(zeros.count)
    else { return nil }
    if zeros.allSatisfy({ $0 == first }) { return .integer(first) }
    let isEven = zeros.count == 4 && zeros[0] == zeros[1] && zeros[2] == zeros[3]
    return .shape(isEven ? [first, last] : zeros)
  }

  private static func channels(_ scalar: Scalar) -> FieldValue? {
    let ends = scalar.text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first >= 0, first <= last,
      last < Reading.largestExtent
    else { return nil }
    return .channels(first..<last + 1)
  }
}
