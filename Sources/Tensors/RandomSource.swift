/// The noise of one draw of one stage for one item: an endless sequence that depends on nothing else.
///
/// The Philox key is the SipHash-2-4 of stage and item, each with its length before it, under the key (seed, 0). The
/// counter is the index of the block of four elements in its low 64 bits and the draw in its high 64 bits. So element
/// `i` is the same however many are taken, in whatever order the items come, and on every platform.
public struct RandomSource: Hashable, Sendable {
  private let generator: Philox4x32
  private let draw: SIMD2<UInt32>

  /// - Parameters:
  ///   - seed: the recipe's seed.
  ///   - stage: the id of the stage that draws.
  ///   - item: the key of the item that it draws for.
  ///   - draw: which of several draws for the same item; 0 if there is only one.
  public init(seed: UInt64, stage: String, item: String, draw: Int = 0) {
    var hash = SipHash(key: (seed, 0))
    hash.combine(lengthPrefixed: stage)
    hash.combine(lengthPrefixed: item)
    generator = Philox4x32(key: hash.finish())
    self.draw = SIMD2(UInt32(truncatingIfNeeded: draw), UInt32(truncatingIfNeeded: draw >> 32))
  }

  /// The first `count` elements, uniform in [0, 1): multiples of 2⁻²⁴.
  public func uniforms(_ count: Int) -> [Float] {
    generate(count) { words in
      SIMD4(Float(words[0] >> 8), Float(words[1] >> 8), Float(words[2] >> 8), Float(words[3] >> 8)) * 0x1p-24
    }
  }

  /// The first `count` elements, standard normal.
  ///
  /// Box and Muller (1958): a pair of words gives a radius and an angle, and these two elements. Computed in double
  /// precision by `Elementary`; the largest magnitude possible is 6.76.
  public func normals(_ count: Int) -> [Float] { generate(count, Self.normal) }

  /// A tensor of standard normal elements.
  public func normals(_ shape: Shape) -> Tensor { Tensor(shape) { fill($0, Self.normal) } }

  private func generate(_ count: Int, _ transform: (SIMD4<UInt32>) -> SIMD4<Float>) -> [Float] {
    Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]), transform)
      initialized = count
    }
  }

  @inline(__always)
  private func fill(_ out: UnsafeMutableBufferPointer<Float>, _ transform: (SIMD4<UInt32>) -> SIMD4<Float>) {
    for start in stride(from: 0, to: out.count, by: 4) {
      let index = UInt64(start / 4)
      let counter = SIMD4(UInt32(truncatingIfNeeded: index), UInt32(index >> 32), draw[0], draw[1])
      let elements = transform(generator.block(counter))
      for lane in 0..<min(4, out.count - start) { out.initializeElement(at: start + lane, to: elements[lane]) }
    }
  }

  private static func normal(_ words: SIMD4<UInt32>) -> SIMD4<Float> {
    let (a, b) = (pair(words[0], words[1]), pair(words[2], words[3]))
    return SIMD4(Float(a.x), Float(a.y), Float(b.x), Float(b.y))
  }

  private static func pair(_ first: UInt32, _ second: UInt32) -> (x: Double, y: Double) {
    // The middle of its interval: never 0, so the logarithm is finite.
    let uniform = (Double(first) + 0.5) * 0x1p-32
    let radius = (-2 * Elementary.log(uniform)).squareRoot()
    let (sine, cosine) = Elementary.sineAndCosine(ofTurn: second)
    return (radius * cosine, radius * sine)
  }
}
