import Files
import Testing

@testable import DrawnFaces

/// Which faces are drawn.
@Suite("Casts of faces")
struct FaceCastTests {
  @Test("face i depends on the seed and i alone, and stays in every range")
  func independent() {
    let cast = FaceCast(seed: 4)
    for number in 0..<50 {
      #expect(cast[number] == FaceCast(seed: 4)[number])
      for factor in FaceFactor.allCases { #expect(factor.range.contains(cast[number].values[factor])) }
    }
    #expect(cast[3] != cast[4] && cast[3] != FaceCast(seed: 5)[3])
  }

  @Test("only what varies varies")
  func varied() {
    let cast = FaceCast(varied: [.smile])
    for number in 0..<10 {
      for factor in FaceFactor.allCases where factor != .smile {
        #expect(cast[number].values[factor] == factor.standard)
      }
    }
    #expect(Set((0..<10).map { cast[$0].values[.smile] }).count == 10)
  }

  @Test("levels are evenly spaced and reach both ends")
  func levels() {
    let cast = FaceCast(varied: [.headTurn], levels: 4)
    #expect(Set((0..<100).map { cast[$0].values[.headTurn] }) == [-45, -15, 15, 45])
  }

  @Test("a factor that takes the ends of its range is a column of labels")
  func ends() {
    var cast = FaceCast(varied: [.smile])
    cast.ends = [.smile]
    #expect(Set((0..<20).map { cast[$0].values[.smile] }) == [-1, 1])
    var table = FaceFactorTable(groups: false)
    table.append("a.png", cast[0], group: 0)
    #expect(table.text.contains("\na.png,1,") || table.text.contains("\na.png,-1,"))
  }

  @Test("in a group one thing varies; rest is all that no other group lets vary alone")
  func groups() {
    var cast = FaceCast(seed: 1)
    cast.groupSize = 5
    cast.alone = [.factor(.smile), .rest]
    let (first, second) = ((0..<5).map { cast[$0] }, (5..<10).map { cast[$0] })
    for factor in FaceFactor.allCases {
      #expect((Set(first.map { $0.values[factor] }).count > 1) == (factor == .smile), "\(factor)")
      #expect((Set(second.map { $0.values[factor] }).count > 1) == (factor != .smile), "\(factor)")
    }
    #expect(first[0].alone?.name == "smile" && second[0].alone?.name == "rest")
  }

  @Test("bad factors get a sentence that says what to do")
  func errors() {
    func words(_ body: () throws -> Void) -> String {
      do { try body() } catch { return "\(error)" }
      return ""
    }
    var values = FaceValues()
    #expect(
      words { try values.set(.smile, 2) }
        == "\"smile\" is a number from -1 to 1 (-1 is sad, 1 a broad smile), not 2")
    #expect(
      words { _ = try FaceFactor(named: "smil") } == "a drawn face has no factor \"smil\"; did you mean \"smile\"?")
    #expect(
      words { _ = try FaceFactor(named: "xyzzy") }.hasPrefix("a drawn face has no factor \"xyzzy\"; it has smile, "))
    var cast = FaceCast()
    cast.groupSize = 3
    cast.alone = [.rest]
    #expect(words { _ = try FaceFolder("out", cast, count: 10, size: 8) }.contains("groups of 3"))
    cast.varied = [.light]
    cast.alone = [.factor(.smile)]
    #expect(words { _ = try FaceFolder("out", cast, count: 9, size: 8) }.contains("held fixed"))
    #expect((try? FaceFactor(named: "head-turn")) == .headTurn)
  }
}
