import ArgumentParser
import Zoetrope

struct DrawFacesCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw-faces",
    abstract: "Draws faces whose true factors are known: pictures to train and to measure with.",
    discussion: """
      Writes face-0001.png, … and factors.csv, a row a picture and a column a factor. The same seed draws the same bytes
      everywhere; face number i does not depend on how many there are. Nobody's licence is needed for them.
        zoetrope draw-faces --count 5000 -o faces
        zoetrope draw-faces --count 9 --size 512 --vary smile,head-turn --fix glasses=1 -o out
      For a training of graphics codes, in groups in which one thing varies alone (rest is all that is not named):
        zoetrope draw-faces --count 6000 --group 20 --alone head-turn,light,smile,rest -o groups

      Factors:
      \(DrawFacesCommand.factors)
      """)

  @Option(name: .long, help: ArgumentHelp("How many faces.", valueName: "n"))
  var count: Int

  @Option(name: [.customShort("o"), .long], help: "The folder that they go to.", completion: .directory)
  var output: String

  @Option(name: .long, help: ArgumentHelp("Width and height of a picture.", valueName: "pixels"))
  var size = 64

  @Option(name: .long, help: ArgumentHelp("Chooses all faces.", valueName: "number"))
  var seed: UInt64 = 0

  @Option(name: .long, help: ArgumentHelp("The factors that vary; all unless said.", valueName: "factor,…"))
  var vary: String?

  @Option(name: .long, help: ArgumentHelp("Holds a factor; may be repeated.", valueName: "factor=number"))
  var fix: [String] = []

  @Option(name: .long, help: ArgumentHelp("Each factor takes so many evenly spaced values.", valueName: "n"))
  var levels: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("Factors that take only the ends of their range, as labels do.", valueName: "factor,…"))
  var ends: String?

  @Option(name: .long, help: ArgumentHelp("Faces of a group in which one thing varies.", valueName: "n"))
  var group: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("What varies, one group after the other: factors, and rest.", valueName: "factor,…,rest"))
  var alone: String?

  @Flag(name: .long, help: "Replace pictures that are there.")
  var overwrite = false

  func validate() throws {
    if count < 1 { throw ValidationError("--count takes a number from 1 on.") }
    if !(8...4096).contains(size) { throw ValidationError("--size takes a number from 8 to 4096.") }
    if let levels, !(2...1000).contains(levels) { throw ValidationError("--levels takes a number from 2 to 1000.") }
    if (group == nil) != (alone == nil) {
      throw ValidationError("--group and --alone go together: how many faces a group has, and what varies in it.")
    }
  }

  func execute() throws -> ExitStatus {
    let folder = try FaceFolder(Path(output), try cast(), count: count, size: size)
    try folder.write(overwrites: overwrite)
    Console.message("\(count) faces and \(FaceFolder.table) in \(output)")
    return .done
  }

  private func cast() throws(FaceFactorError) -> FaceCast {
    var cast = FaceCast(seed: seed, levels: levels)
    var held: [FaceFactor] = []
    for text in fix {
      let (factor, value) = try Self.assignment(text)
      try cast.fixed.set(factor, value)
      held.append(factor)
    }
    if let vary {
      cast.varied = try Self.names(vary).map { name throws(FaceFactorError) in try FaceFactor(named: name) }
      if let both = cast.varied.first(where: held.contains) { throw .variesAndFixed(both) }
    } else {
      cast.varied = cast.varied.filter { !held.contains($0) }
    }
    if let ends {
      cast.ends = Set(try Self.names(ends).map { name throws(FaceFactorError) in try FaceFactor(named: name) })
    }
    if let group, let alone {
      cast.groupSize = group
      cast.alone = try Self.names(alone).map { name throws(FaceFactorError) in
        name == "rest" ? .rest : .factor(try FaceFactor(named: name))
      }
    }
    return cast
  }

  private static func names(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }

  private static func assignment(_ text: String) throws(FaceFactorError) -> (FaceFactor, Double) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw .noValue(text) }
    let factor = try FaceFactor(named: parts[0])
    guard let value = Double(parts[1]), value.isFinite else { throw .notANumber(factor, parts[1]) }
    return (factor, value)
  }

  private static let factors = TextTable.text(
    FaceFactor.allCases.map { factor in
      let (low, high) = (factor.range.lowerBound, factor.range.upperBound)
      return ["  " + factor.rawValue, "\(Int(low)) … \(Int(high))", factor.help]
    })
}
