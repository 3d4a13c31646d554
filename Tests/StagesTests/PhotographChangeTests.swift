import Tensors
import Testing

@testable import Stages

/// The change by its definition, in double precision, pixel by pixel.
private struct Definition {
  let size: Int
  let channels: Int
  let gain: Double
  let edited: [Double]
  let reconstruction: [Double]
  let photograph: [Double]
  let weights: [Double]

  private func at(_ channel: Int, _ y: Int, _ x: Int) -> Int { (channel * size + y) * size + x }
  private func clamped(_ i: Int) -> Int { min(max(i, 0), size - 1) }

  func delta(_ channel: Int, _ y: Int, _ x: Int) -> Double {
    weights[y * size + x] * (edited[at(channel, y, x)] - reconstruction[at(channel, y, x)])
  }

  /// 5×5 taps of exp(−d²/2σ²), σ = 0.7, that sum to 1; the edge goes on outwards.
  private func blurred(_ plane: [Double]) -> [Double] {
    let taps = [4.0, 1, 0, 1, 4].map { 2.718281828459045.power(-$0 / (2 * 0.49)) }
    let sum = taps.reduce(0, +) * taps.reduce(0, +)
    return (0..<size * size).map { i in
      let (y, x) = (i / size, i % size)
      var total = 0.0
      for dy in -2...2 {
        for dx in -2...2 {
          total += taps[dy + 2] * taps[dx + 2] / sum * plane[clamped(y + dy) * size + clamped(x + dx)]
        }
      }
      return total
    }
  }

  var change: [Double] {
    let visible = (0..<size * size).map { i in
      gain * (0..<channels).reduce(0) { $0 + abs(delta($1, i / size, i % size)) } / Double(channels)
    }
    let mask = blurred(blurred(visible)).map { min(1, $0) }
    return (0..<channels).flatMap { channel in
      (0..<size * size).map { i in
        let place = at(channel, i / size, i % size)
        return delta(channel, i / size, i % size) - mask[i] * (photograph[place] - reconstruction[place])
      }
    }
  }
}

extension Double {
  /// self to a power, by its series of exp(y·log self) for self = e.
  fileprivate func power(_ y: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    for n in 1..<60 {
      term *= y / Double(n)
      sum += term
    }
    return sum
  }
}

@Suite("The change of a photograph")
struct PhotographChangeTests {
  static func noise(_ name: String, _ count: Int, _ scale: Float = 1) -> [Float] {
    RandomSource(seed: 3, stage: "change", item: name).uniforms(count).map { $0 * scale }
  }

  @Test(
    "is Δ − g·(x − r), as the definition says",
    arguments: [(3, 8.0, true), (3, 8, false), (1, 8, true), (3, 0, true), (3, 100, true)])
  func definition(_ channels: Int, _ gain: Double, _ isWeighted: Bool) {
    let size = 13
    let count = channels * size * size
    let (x, r) = (Self.noise("x", count), Self.noise("r", count))
    let edited = zip(r, Self.noise("edit", count, 0.1)).map { $0 + $1 }
    let weights = isWeighted ? Self.noise("w", size * size) : [Float](repeating: 1, count: size * size)
    let shape: Shape = [channels, size, size]
    let change = PhotographChange(
      edited: Tensor(shape, edited), reconstruction: Tensor(shape, r),
      weights: isWeighted ? Tensor([size, size], weights) : nil, gain: Float(gain))
    let expected = Definition(
      size: size, channels: channels, gain: gain, edited: edited.map(Double.init), reconstruction: r.map(Double.init),
      photograph: x.map(Double.init), weights: weights.map(Double.init))
    let worst = zip(change.of(Tensor(shape, x)).elements, expected.change).map { abs(Double($0) - $1) }.max() ?? 1
    #expect(worst < 1e-5, "\(worst)")
  }

  @Test("is exactly 0 where nothing near was edited, and 0 everywhere where nothing was")
  func exactness() {
    let shape: Shape = [3, 24, 24]
    let (x, r) = (Tensor(shape, Self.noise("x", shape.count)), Tensor(shape, Self.noise("r", shape.count)))
    let none = PhotographChange(edited: r, reconstruction: r, weights: nil, gain: 8)
    #expect(none.of(x) == Tensor(shape) && none.addition == Tensor(shape) && none.mask == Tensor([1, 24, 24]))
    var edited = r
    edited[5 * 24 + 5] += 0.5
    let local = PhotographChange(edited: edited, reconstruction: r, weights: nil, gain: 8).of(x)
    for y in 0..<24 {
      for column in 0..<24 where max(abs(y - 5), abs(column - 5)) > 4 {
        for channel in 0..<3 { #expect(local[(channel * 24 + y) * 24 + column] == 0) }
      }
    }
    #expect(local[5 * 24 + 5] != 0)
  }

  @Test("A picture smaller than the blur's reach is blurred too", arguments: [(1, 1), (1, 3), (2, 1)])
  func tiny(_ width: Int, _ height: Int) {
    var plane = [Float](repeating: 0.5, count: width * height)
    plane.withUnsafeMutableBufferPointer { Blur(width: width, height: height).apply(to: $0, times: 2) }
    #expect(plane.allSatisfy { abs($0 - 0.5) < 1e-6 })
  }

  @Test("Areas unite to the greater weight, and with one that is not known to everywhere")
  func areas() throws {
    let (a, b) = (Tensor([1, 3], [0, 0.5, 1]), Tensor([1, 3], [0.25, 0.25, 0.25]))
    guard case .weighted(let both) = EditedArea.weighted(a).union(.weighted(b)) else {
      Issue.record("two weighted areas are one")
      return
    }
    #expect(both == Tensor([1, 3], [0.25, 0.5, 1]))
    for area in [EditedArea.everywhere.union(.weighted(a)), EditedArea.weighted(a).union(.everywhere)] {
      guard case .everywhere = area else {
        Issue.record("an area that is not known is everywhere")
        return
      }
    }
  }
}

extension PhotographChange {
  /// What comes of a photograph beside itself.
  fileprivate func of(_ photograph: Tensor) -> Tensor {
    let pixels = photograph.shape[1] * photograph.shape[2]
    return Tensor(photograph.shape) { out in
      for i in 0..<out.count { out[i] = addition[i] - (mask.map { $0[i % pixels] } ?? 0) * photograph[i] }
    }
  }
}
