import Tensors
import Testing

@testable import Stages

@Suite("The way between two latents")
struct LatentPathTests {
  private func norm(_ tensor: Tensor) -> Double {
    tensor.elements.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  private func random(_ item: String, _ count: Int = 128) -> Tensor {
    RandomSource(seed: 1, stage: "path", item: item).normals([count])
  }

  @Test("begins and ends exactly at its ends")
  func ends() {
    let (a, b) = (random("a"), random("b"))
    #expect(LatentPath.linear(a, b).point(0) == a && LatentPath.linear(a, b).point(1) == b)
    #expect(LatentPath.spherical(a, b).point(0) == a && LatentPath.spherical(a, b).point(1) == b)
  }

  @Test("along the arc has the angle in proportion, and keeps a common norm", arguments: [0.1, 0.25, 0.5, 0.9])
  func arc(_ t: Double) {
    let (a, b) = (Tensor([2], [3, 0]), Tensor([2], [0, 3]))
    let point = LatentPath.spherical(a, b).point(t)
    #expect(abs(norm(point) - 3) < 1e-6)
    let angle = t * Double.pi / 2
    let expected = Tensor([2], [Float(3 * _cos(angle)), Float(3 * _sin(angle))])
    #expect(zip(point.elements, expected.elements).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("keeps the norm where the straight line loses it")
  func norms() {
    let (a, b) = (random("a"), random("b"))
    let middle = LatentPath.spherical(a, b).point(0.5)
    let low = min(norm(a), norm(b)) * 0.98
    #expect(norm(middle) > low)
    #expect(norm(LatentPath.linear(a, b).point(0.5)) < low)
  }

  @Test("between nearly parallel latents is a straight line")
  func parallel() {
    let a = random("a")
    let b = a.map { $0 * 1.5 }
    #expect(LatentPath.spherical(a, b).point(0.3) == LatentPath.linear(a, b).point(0.3))
    #expect(!LatentPath.areOpposite(a, b))
  }

  @Test("has no arc between opposite latents, and one between all others")
  func opposite() {
    let a = random("a")
    #expect(LatentPath.areOpposite(a, a.map { -2 * $0 }))
    #expect(!LatentPath.areOpposite(a, random("b")))
    #expect(!LatentPath.areOpposite(a, Tensor([128])))
  }

  @Test("linear is (1 − t)·a + t·b")
  func linear() {
    #expect(LatentPath.linear(Tensor([2], [1, -4]), Tensor([2], [3, 4])).point(0.25) == Tensor([2], [1.5, -2]))
  }

  // A few terms are exact enough for angles up to a right one, and need no C library here.
  private func _sin(_ x: Double) -> Double { series(x, first: x, from: 1) }
  private func _cos(_ x: Double) -> Double { series(x, first: 1, from: 0) }
  private func series(_ x: Double, first: Double, from start: Double) -> Double {
    var (term, sum) = (first, first)
    for k in stride(from: start + 2, to: start + 30, by: 2) {
      term *= -x * x / (k * (k - 1))
      sum += term
    }
    return sum
  }
}
