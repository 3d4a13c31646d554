import Tensors

/// Numbers that are known before anything runs: weights, sizes, axes.
struct Constant: Sendable {
  let shape: [Int]
  private let numbers: Numbers

  private enum Numbers: Sendable {
    case floats([Float])
    case integers([Int])
  }

  init(_ shape: Shape, floats: [Float]) { self.init(shape.dimensions, floats: floats) }
  init(_ shape: Shape, integers: [Int]) { self.init(shape.dimensions, integers: integers) }

  init(_ shape: [Int], floats: [Float]) { (self.shape, numbers) = (shape, .floats(floats)) }
  init(_ shape: [Int], integers: [Int]) { (self.shape, numbers) = (shape, .integers(integers)) }

  var isInteger: Bool { if case .integers = numbers { true } else { false } }

  var count: Int { shape.reduce(1, *) }

  var floats: [Float] {
    switch numbers {
    case .floats(let floats): floats
    case .integers(let integers): integers.map { Float($0) }
    }
  }

  var integers: [Int] {
    switch numbers {
    case .floats(let floats): floats.map { Int(exactly: $0.rounded(.towardZero)) ?? 0 }
    case .integers(let integers): integers
    }
  }

  var doubles: [Double] {
    switch numbers {
    case .floats(let floats): floats.map { Double($0) }
    case .integers(let integers): integers.map { Double($0) }
    }
  }

  /// The same numbers under another shape of as many.
  func reshaped(_ shape: [Int]) -> Constant {
    switch numbers {
    case .floats(let floats): Constant(shape, floats: floats)
    case .integers(let integers): Constant(shape, integers: integers)
    }
  }

  /// The numbers at these places, in this order, under another shape.
  func taking(_ places: [Int], shape: [Int]) -> Constant {
    switch numbers {
    case .floats(let floats): Constant(shape, floats: places.map { floats[$0] })
    case .integers(let integers): Constant(shape, integers: places.map { integers[$0] })
    }
  }

  var tensor: Tensor { Tensor(Shape(shape), floats) }
}
