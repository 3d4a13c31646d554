import Checkpoints
import Testing

@testable import DrawnFaces

/// Pictures of faces, as bytes.
@Suite("Drawing faces")
struct FaceRendererTests {
  private func face(_ values: [FaceFactor: Double] = [:]) throws -> FaceValues {
    var face = FaceValues()
    for (factor, value) in values { try face.set(factor, value) }
    return face
  }

  private func bytes(_ values: [FaceFactor: Double] = [:], size: Int = 32) throws -> [UInt8] {
    FaceRenderer(size: size).bytes(try face(values))
  }

  private func difference(_ a: [UInt8], _ b: [UInt8]) -> Double {
    Double(zip(a, b).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(a.count)
  }

  @Test("a face has the same bytes on every machine")
  func sameBytes() throws {
    let all = try FaceFactor.allCases.flatMap { factor in
      try [factor.range.lowerBound, factor.range.upperBound].flatMap { try bytes([factor: $0], size: 16) }
    }
    #expect(ContentHash(of: all).hex == "fde0c3bce5ff436db759c3f853be080363c6a733d76d8fb9e38448e2be9cdefb")
  }

  @Test("every factor changes the picture, and only a little for a small change", arguments: FaceFactor.allCases)
  func everyFactor(_ factor: FaceFactor) throws {
    let (low, high) = (factor.range.lowerBound, factor.range.upperBound)
    // Less than the whole range: shirts go around the circle of colours and end where they began.
    let (a, b) = (try bytes([factor: low]), try bytes([factor: low + (high - low) * 0.45]))
    #expect(difference(a, b) > 0.05)
    #expect(difference(a, try bytes([factor: low + (high - low) * 0.01])) < difference(a, b) / 4)
  }

  @Test("the same face is the same at another size")
  func sizes() throws {
    let (small, large) = (try bytes(size: 24), try bytes(size: 96))
    let shrunk = (0..<24 * 24 * 3).map { place -> UInt8 in
      let (pixel, channel) = place.quotientAndRemainder(dividingBy: 3)
      let (row, column) = pixel.quotientAndRemainder(dividingBy: 24)
      let sum = (0..<16).reduce(0) {
        $0 + Int(large[((row * 4 + $1 / 4) * 96 + column * 4 + $1 % 4) * 3 + channel])
      }
      return UInt8(sum / 16)
    }
    #expect(difference(small, shrunk) < 4)
  }

  @Test("a head that is turned to the right is, mirrored, one that is turned to the left, but for its hair")
  func turns() throws {
    let values: [FaceFactor: Double] = [.light: 0, .background: 0.5]
    let right = try bytes(values.merging([.headTurn: 30]) { $1 }, size: 32)
    let left = try bytes(values.merging([.headTurn: -30]) { $1 }, size: 32)
    let mirrored = (0..<32 * 32).flatMap { pixel -> [UInt8] in
      let place = (pixel / 32 * 32 + 31 - pixel % 32) * 3
      return Array(left[place..<place + 3])
    }
    #expect(difference(right, mirrored) < difference(right, left) / 2)
  }

  @Test("light from the right makes the right brighter")
  func light() throws {
    func lean(_ bytes: [UInt8]) -> Int {
      (0..<32 * 32).reduce(0) { $0 + ($1 % 32 < 16 ? -1 : 1) * Int(bytes[3 * $1 + 1]) }
    }
    #expect(lean(try bytes([.light: 60])) > lean(try bytes([.light: -60])) + 1000)
  }

  @Test("an angle's sine and cosine are those of mathematics", arguments: [-90.0, -45, -30, 0, 12.5, 60, 90])
  func angles(_ degrees: Double) {
    let turn = Turn(degrees: degrees)
    #expect(abs(turn.sine * turn.sine + turn.cosine * turn.cosine - 1) < 1e-14)
    let known: [Double: (Double, Double)] = [
      -90: (-1, 0), -45: (-0.5.squareRoot(), 0.5.squareRoot()), -30: (-0.5, 0.75.squareRoot()), 0: (0, 1),
      60: (0.75.squareRoot(), 0.5), 90: (1, 0),
    ]
    guard let expected = known[degrees] else { return }
    #expect(abs(turn.sine - expected.0) < 1e-14 && abs(turn.cosine - expected.1) < 1e-14)
  }
}
