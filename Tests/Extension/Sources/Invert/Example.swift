import Zoetrope

/// Uses the operator from YAML, with a sweep, and checks every sample that was written.
@main
enum Example {
  static let recipe = """
    parameters:
      input: {type: path}
      output: {type: path}
    stages:
      - load: {from: "${input}"}
      - invert: {amount: [0, 1]}
      - save: {to: "${output}/{stem}_{amount}.png"}
    """

  static func main() throws {
    let folder = Path("/tmp/zoetrope-extension-\(UInt64.random(in: 0 ... .max))")
    let picture = Image(
      size: PixelSize(width: 4, height: 2), channels: 3, samples: .bytes((0..<24).map { UInt8($0 * 11) }))
    try AtomicFile.write(PNGWriter.encode(picture), to: folder / "in/a.png", existing: .error)

    let settings = [
      Setting(name: "input", value: (folder / "in").string), Setting(name: "output", value: (folder / "out").string),
    ]
    let recipe = try Recipe(SourceFile(name: "invert.yaml", text: recipe), folder: ".", settings: settings)
    let report = try Pipeline(recipe, catalogue: .standard.adding(Invert.declaration)).run()

    let expected = try picture.samples.bytes()
    let same = try samples(folder / "out/a_0.png")
    let inverted = try samples(folder / "out/a_1.png")
    for name in ["in/a.png", "out/a_0.png", "out/a_1.png"] { try removeFile(folder / name) }
    guard report.written == 2, same == expected, inverted == expected.map({ 255 - $0 }) else {
      throw Failure(report: report)
    }
    print("an operator from another package works in a recipe: \(report.written) pictures written and checked")
  }

  private static func samples(_ path: Path) throws -> [UInt8] {
    try ImageReader.decode(readFile(path, limit: 1 << 20)).samples.bytes()
  }

  struct Failure: Error { let report: RunReport }
}
