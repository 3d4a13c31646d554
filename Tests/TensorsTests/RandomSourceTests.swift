import Testing

@testable import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct RandomSourceTests {
  /// From `kat_vectors` of Random123.
  @Test func philoxGivesTheKnownAnswers() {
    let ones = UInt32.max
    let zero = Philox4x32(key: SIMD2(0, 0)).block(SIMD4(0, 0, 0, 0))
    #expect(zero == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let full = Philox4x32(key: SIMD2(ones, ones)).block(SIMD4(ones, ones, ones, ones))
    #expect(full == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox4x32(key: SIMD2(0xa409_3822, 0x299f_31d0))
      .block(SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344))
    #expect(pi == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  /// From the paper's appendix, and from the reference implementation's vectors for 0 and 8 bytes.
  @Test(
    arguments: [(15, 0xa129_ca61_49be_45e5), (0, 0x726f_db47_dd0e_0e31), (8, 0x93f5_f579_9a93_2462)]
      as [(UInt8, UInt64)])
  func sipHashGivesTheKnownAnswers(count: UInt8, answer: UInt64) {
    var hash = SipHash(key: (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))
    hash.combine(0..<count)
    #expect(hash.finish() == answer)
  }

  @Test func anElementDependsOnItsIndexAlone() {
    let source = RandomSource(seed: 17, stage: "sample z", item: "a/b.png")
    let many = source.normals(1001)
    for count in [0, 1, 2, 3, 4, 5, 7, 512] { #expect(source.normals(count) == Array(many[..<count])) }
    #expect(source.normals([7, 11, 13]).elements == many)
    #expect(Array(source.uniforms(9)[..<5]) == source.uniforms(5))
  }

  /// Computed independently, with Python's integers and its `math`.
  static let normals: [UInt32] = [
    3_211_337_307, 1_037_309_637, 1_060_367_415, 3_207_693_297, 3_221_816_959, 1_068_086_031,
  ]

  /// Written down once; a change here changes every picture with noise in it.
  @Test func theStreamIsTheSameForEver() {
    let source = RandomSource(seed: 17, stage: "sample z", item: "face-01.png", draw: 2)
    #expect(source.normals(6).map(\.bitPattern) == Self.normals)
    #expect(source.uniforms(3).map(\.bitPattern) == [1_059_599_679, 1_056_359_880, 1_058_880_970])
  }

  static let others = [
    RandomSource(seed: 2, stage: "ab", item: "c"), RandomSource(seed: 1, stage: "a", item: "bc"),
    RandomSource(seed: 1, stage: "ab", item: "d"), RandomSource(seed: 1, stage: "", item: "abc"),
    RandomSource(seed: 1, stage: "ab", item: "c", draw: 1), RandomSource(seed: 1 << 32, stage: "ab", item: "c"),
    RandomSource(seed: 1, stage: "ab", item: "c", draw: 1 << 32), RandomSource(seed: 1, stage: "c", item: "ab"),
  ]

  @Test(arguments: others)
  func whatIsKeyedDifferentlyIsUncorrelated(other: RandomSource) {
    let count = 100_000
    let a = RandomSource(seed: 1, stage: "ab", item: "c").normals(count)
    let b = other.normals(count)
    let correlation = zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } / Double(count)
    #expect(abs(correlation) < 5 / Double(count).squareRoot())
  }

  @Test(arguments: 0..<4)
  func normalsAreNormal(draw: Int) {
    let count = 100_000
    let x = RandomSource(seed: 5, stage: "s", item: "i", draw: draw).normals(count).map(Double.init)
    let n = Double(count)
    func moment(_ power: Int) -> Double { x.reduce(0) { $0 + pow($1, Double(power)) } / n }
    // Five standard errors of each moment: Var x = 1, Var x² = 2, Var x³ = 15, Var x⁴ = 96.
    #expect(abs(moment(1)) < 5 / n.squareRoot())
    #expect(abs(moment(2) - 1) < 5 * (2 / n).squareRoot())
    #expect(abs(moment(3)) < 5 * (15 / n).squareRoot())
    #expect(abs(moment(4) - 3) < 5 * (96 / n).squareRoot())
    // Kolmogorov and Smirnov: P(√n·D > 2.7) = 10⁻⁶.
    let distance =
      x.sorted().enumerated().map { index, value in
        let expected = 0.5 * erfc(-value / 2.0.squareRoot())
        return max(abs(expected - Double(index) / n), abs(expected - Double(index + 1) / n))
      }.max() ?? 1
    #expect(distance * n.squareRoot() < 2.7)
  }

  @Test(arguments: [1, 2, 3, 5])
  func neighboursAreUncorrelated(lag: Int) {
    let x = RandomSource(seed: 6, stage: "s", item: "i").normals(100_000)
    let sum = zip(x, x.dropFirst(lag)).reduce(0) { $0 + Double($1.0 * $1.1) }
    #expect(abs(sum / 100_000) < 5 / 100_000.0.squareRoot())
  }

  @Test func uniformsFillTheirInterval() {
    let u = RandomSource(seed: 7, stage: "s", item: "i").uniforms(100_000)
    #expect(u.allSatisfy { (0..<1).contains($0) })
    var bins = [Double](repeating: 0, count: 100)
    for value in u { bins[Int(value * 100)] += 1 }
    let chiSquared = bins.reduce(0) { $0 + ($1 - 1000) * ($1 - 1000) / 1000 }
    #expect(abs(chiSquared - 99) < 5 * (2.0 * 99).squareRoot())
  }

  @Test func elementaryFunctionsAgreeWithTheLibrarys() {
    for step in 0..<10_000 {
      let turn = UInt32(truncatingIfNeeded: step &* 0x9E37_79B9)
      let angle = Double(turn) * Double.pi * 0x1p-31
      let (sine, cosine) = Elementary.sineAndCosine(ofTurn: turn)
      #expect(abs(sine - sin(angle)) < 1e-15 && abs(cosine - cos(angle)) < 1e-15)
      let x = (Double(turn) + 0.5) * 0x1p-32
      #expect(abs(Elementary.log(x) - log(x)) <= 4e-16 * max(abs(log(x)), 1e-3))
    }
    #expect(Elementary.log(1) == 0)
  }

  @Test func theExtremesAreFinite() {
    #expect(Elementary.log(0.5 * 0x1p-32).isFinite)
    #expect(Elementary.log((Double(UInt32.max) + 0.5) * 0x1p-32) < 0)
  }
}
