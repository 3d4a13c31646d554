public import Tensors

/// Why a layer cannot take an input.
public enum LayerError: Error, Hashable, Sendable {
  /// It needs an input of so many axes.
  case rank(expected: Int, found: Shape)
  /// It cannot give the wanted shape, since the number of elements differs.
  case count(wanted: Shape, found: Shape)
  /// It gives, or needs, a tensor of more elements than any sensible model has.
  case tooLarge
  /// It takes channels that the input does not have.
  case channels(wanted: Range<Int>, found: Shape)
  /// Its groups do not divide the channels of its input.
  case groups(Int, found: Shape)
  /// It has so many numbers, and the input another number of channels.
  case numbers(Int, found: Shape)
  /// Its body and its shortcut end in different shapes.
  case shortcut(body: Shape, shortcut: Shape)
  /// It takes so many axes at the end of its input, which has fewer.
  case axes(Int, found: Shape)
  /// It takes blocks of so many, which do not divide its input.
  case blocks(Int, found: Shape)
  /// Its windows do not fit its input.
  case windows(found: Shape)
  /// It joins two values, and only one is named.
  case noSecondValue
  /// It reads a condition, and there is none.
  case noCondition
}

extension LayerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .rank(let expected, let found):
      "needs \(expected == 3 ? "[channels, height, width]" : "[features]"), but gets \(found)"
        + (expected == 1 ? "; put `flatten` before it" : "; put `reshape` before it")
    case .count(let wanted, let found):
      "cannot make \(wanted) (\(wanted.count) elements) from \(found) (\(found.count) elements)"
    case .tooLarge: "makes a tensor of more than \(Shape.largestCount) numbers; check its sizes"
    case .channels(let wanted, let found):
      "takes channels \(wanted.lowerBound)-\(wanted.upperBound - 1), but gets \(found), channels first"
    case .groups(let groups, let found):
      "needs channels that \(groups) groups divide, but gets \(found), channels first"
    case .numbers(let count, let found):
      "has \(count) numbers, one for each channel, but gets \(found), channels first"
    case .axes(let count, let found): "is for \(count) axes, but gets \(found)"
    case .blocks(let count, let found): "needs extents that \(count) divides, but gets \(found)"
    case .windows(let found): "has windows that do not fit \(found): use a smaller window or a larger picture"
    case .noSecondValue: "needs a second value: name both as `input: [a, b]`, or write a number behind its name"
    case .noCondition: "needs to know the classes; write `condition: {labels: [zero, one]}` into model.yaml"
    case .shortcut(let body, let shortcut):
      """
      has a body that gives \(body) and a shortcut that gives \(shortcut): end both in the same shape, with a conv2d of \
      kernel 1 as shortcut where the channels change
      """
    }
  }
}
