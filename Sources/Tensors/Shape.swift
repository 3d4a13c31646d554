/// The extent of a tensor along each of its axes, outermost first.
///
/// An empty shape is a scalar: it has one element.
public struct Shape: Hashable, Sendable {
  /// The extents, outermost axis first; none is negative.
  public let dimensions: [Int]

  /// - Precondition: no extent is negative.
  public init(_ dimensions: [Int]) {
    precondition(dimensions.allSatisfy { $0 >= 0 }, "an extent is negative")
    self.dimensions = dimensions
  }

  /// The number of axes.
  public var rank: Int { dimensions.count }

  /// The number of elements: the product of the extents.
  public var count: Int { dimensions.reduce(1, *) }

  public subscript(axis: Int) -> Int { dimensions[axis] }

  /// The shape of `batch` items of this shape, stacked along a new first axis.
  public func batched(_ batch: Int) -> Shape { Shape([batch] + dimensions) }

  /// The shape of one item of a batch: all axes but the first.
  public var item: Shape { Shape(Array(dimensions.dropFirst())) }
}

extension Shape: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension Shape: CustomStringConvertible {
  /// As `[8, 3, 64, 64]`.
  public var description: String { "[" + dimensions.map(String.init).joined(separator: ", ") + "]" }
}
