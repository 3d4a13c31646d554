import ArgumentParser
import Zoetrope

struct RerunCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun", abstract: "Makes a picture again from what it says of itself, and compares.",
    discussion: """
      A PNG that Zoetrope saved carries its recipe, parameters, model, seed and inputs in a text chunk ("zoetrope").
        zoetrope rerun out/face-01.png                      are the bytes the same?
        zoetrope rerun out/face-01.png --out again.png      writes them
        zoetrope rerun out/face-01.png --show               prints what the picture says, as JSON
      Exit code 1 tells that the bytes differ.
      """)

  @Argument(help: "A PNG that Zoetrope saved.", completion: .file(extensions: ["png"]))
  var picture: String

  @Flag(name: .long, help: "Only print what the picture says of itself, as JSON.")
  var show = false

  @Option(name: .long, help: "Where the new picture is written; nowhere unless said.", completion: .file())
  var out: String?

  @Flag(name: .long, help: "Replace that file if it is there.")
  var overwrite = false

  @Option(name: .long, help: "The folder its inputs are in now, or the file of the only one.", completion: .directory)
  var input: String?

  @Option(name: .long, help: "The model: builtin:NAME, or a folder; what the recipe names unless said.")
  var model: String?

  @Flag(
    name: .long,
    help: "Lets \"run tool\" stages of its recipe run any program; otherwise those that your configuration names.")
  var allowTools = false

  func execute() throws -> ExitStatus {
    let old = try readFile(Path(picture), limit: 1 << 30)
    let provenance = try Provenance(in: old, of: picture)
    if show {
      Console.output(provenance.json.pretty)
      return .done
    }
    let new = try Rerun(
      provenance, model: model, input: input.map { Path($0) }, tools: UserConfiguration.tools(allowingAll: allowTools)
    ).bytes()
    if let out { try AtomicFile.write(new, to: Path(out), existing: overwrite ? .overwrite : .error) }
    let isSame = new == old
    Console.message("\(picture): \(isSame ? "the same bytes again" : try difference(old, new, provenance))")
    return isSame ? .done : .someFailed
  }

  /// What is not the same.
  private func difference(_ old: [UInt8], _ new: [UInt8], _ provenance: Provenance) throws -> String {
    let made = try Provenance(in: new, of: "the new picture")
    if made.pipeline.program != provenance.pipeline.program {
      return "other bytes: it was made by \(provenance.pipeline.program), and this is \(made.pipeline.program)"
    }
    let (before, after) = (try ImageReader.decode(old), try ImageReader.decode(new))
    return before.samples == after.samples && before.alpha == after.alpha
      ? "the same pixels, other bytes around them"
      : "other pixels; has it been edited since, or made on another kind of CPU?"
  }
}
