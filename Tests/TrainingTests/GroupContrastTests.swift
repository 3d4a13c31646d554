import Images
import Kernels
import Tensors
import Testing

@testable import Training

/// Four groups of three pictures of 2×2: the light changes all samples of two groups, a mouth one sample of the others by a
/// little.
@Suite struct GroupContrastTests {
  private static let order = Array(0..<12)[...]

  private func examples() throws -> Examples {
    let groups = try PictureGroups((0..<12).map { ("\($0 / 3)", $0 / 3 % 2 == 0 ? "light" : "mouth") }, source: "t")
    let bytes = (0..<12).flatMap { picture in
      (0..<4).map { sample in
        let change = picture % 3 * (picture / 3 + 1)
        return UInt8(40 + 10 * sample + (picture / 3 % 2 == 0 ? 20 * change : sample == 3 ? change : 0))
      }
    }
    return Examples(bytes, keys: Self.order.map { "\($0)" }, groups: groups, shape: [1, 2, 2], range: .unit)
  }

  private func contrast(_ strength: Double) throws -> GroupContrast {
    let examples = try examples()
    return GroupContrast(try #require(examples.groups), of: examples, strength: strength)
  }

  private func cost(
    _ contrast: GroupContrast, _ means: [Float], _ pictures: [Float], _ members: ArraySlice<Int>
  ) -> Double {
    var gradients = [Float](repeating: 0, count: means.count)
    return contrast.add(to: &gradients, means: means, pictures: pictures, members, OneWorker())
  }

  private func pictures(_ members: ArraySlice<Int>) throws -> [Float] {
    let examples = try examples()
    return members.flatMap { examples.picture($0).elements }
  }

  @Test("a change that is not drawn costs half of it a sample, a mouth's as much as the light's", arguments: [0, 3])
  func everyFactorCountsAlike(first: Int) throws {
    let members = (Array(first..<first + 3) + Array(first + 6..<first + 9))[...]
    let still = [Float](repeating: 0.3, count: 24)
    #expect(abs(try cost(contrast(6), still, pictures(members), members) - 6.0 / 2 * 4) < 1e-4)
  }

  @Test func whatAllPicturesOfAGroupHaveInCommonCostsNothing() throws {
    let pictures = try pictures(Self.order)
    let means = pictures.enumerated().map { $0.element + Float($0.offset / 12 + $0.offset % 4) }
    #expect(try cost(contrast(6), means, pictures, Self.order) < 1e-8)
  }

  @Test func theGradientIsTheSlopeAndIsAdded() throws {
    let contrast = try contrast(0.02)
    let members = (Array(6..<9) + Array(3..<6))[...]
    let means = RandomSource(seed: 1, stage: "test", item: "m").normals(24).map { 0.5 + 0.1 * $0 }
    let pictures = try pictures(members)
    var gradients = [Float](repeating: 1, count: 24)
    _ = contrast.add(to: &gradients, means: means, pictures: pictures, members, OneWorker())
    for i in means.indices {
      let slope = slope([means], 0, i) { cost(contrast, $0[0], pictures, members) }
      #expect(abs(slope + 1 - Double(gradients[i])) < 2e-3 * max(1, abs(slope)), "\(i)")
    }
  }
}
