import Testing

@testable import Images

@Suite("An animation")
struct AnimationTests {
  static func frame(_ value: UInt8, _ size: PixelSize = PixelSize(width: 3, height: 2)) -> Image {
    Image(size: size, channels: 1, samples: .bytes([UInt8](repeating: value, count: size.count)))
  }

  static let orders: [(Animation.Loop, Int, [Int])] = [
    (.forward, 4, [0, 1, 2, 3]), (.once, 4, [0, 1, 2, 3]), (.pingpong, 4, [0, 1, 2, 3, 2, 1]),
    (.pingpong, 3, [0, 1, 2, 1]), (.pingpong, 2, [0, 1]), (.pingpong, 1, [0]),
  ]

  @Test("shows its frames in the order of its loop", arguments: orders)
  func order(_ loop: Animation.Loop, _ count: Int, _ order: [Int]) throws {
    let animation = try Animation((0..<count).map { Self.frame(UInt8($0)) }, framesPerSecond: 10, loop: loop)
    #expect(animation.order == order)
    #expect(animation.delays.count == order.count)
    #expect(animation.repeats == (loop != .once))
  }

  static let rates: [(Double, [Int])] = [
    (12, [8, 9, 8, 8, 9, 8]), (50, [2, 2, 2]), (30, [3, 4, 3, 3, 4, 3]), (0.5, [200, 200]), (25, [4, 4]),
  ]

  @Test("keeps the rate on the whole, in hundredths of a second", arguments: rates)
  func rate(_ rate: Double, _ delays: [Int]) {
    #expect(Animation.delays(delays.count, rate) == delays)
  }

  @Test("refuses frames of two sizes, with alpha, or none")
  func refusals() {
    let other = PixelSize(width: 2, height: 2)
    #expect(throws: AnimationError.sizes(PixelSize(width: 3, height: 2), other)) {
      try Animation([Self.frame(1), Self.frame(2, other)], framesPerSecond: 5)
    }
    #expect(throws: AnimationError.noFrames) { try Animation([], framesPerSecond: 5) }
    #expect(throws: AnimationError.alpha) {
      try Animation([Self.frame(1).with(alpha: .bytes([UInt8](repeating: 9, count: 6)))], framesPerSecond: 5)
    }
  }
}

@Suite("The part of a frame that a GIF stores")
struct GIFPartTests {
  static let before: [UInt8] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]

  static let changes: [(frame: [UInt8], left: Int, top: Int, width: Int, indices: [UInt8])] = [
    ([1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 3, 1], 1, 1, 2, [2, 9, 9, 3]),
    ([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 0, 0, 1, [9]),
    ([4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5], 0, 0, 4, [4, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 5]),
  ]

  @Test("is the rectangle that changed, and in it only what changed", arguments: changes)
  func difference(_ frame: [UInt8], _ left: Int, _ top: Int, _ width: Int, _ indices: [UInt8]) {
    let part = GIFPart(frame, after: Self.before, width: 4, 8, 9)
    #expect((part.left, part.top, part.width) == (left, top, width))
    #expect(part.indices == indices)
  }

  @Test("is all of the first")
  func first() {
    let part = GIFPart(Self.before, after: nil, width: 4, 8, 9)
    #expect((part.width, part.height, part.indices) == (4, 3, Self.before))
  }
}
