import ArgumentParser
import Zoetrope

struct ExportCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a model for other programs.",
    discussion: """
      Writes encoder.onnx (picture to posterior.mean and posterior.log_variance) and decoder.onnx (latent to
      likelihood.mean), for ONNX Runtime and all that reads ONNX: batches of any size, operators of version 17.
        zoetrope export builtin:faces --onnx -o faces-onnx
      """)

  @Argument(help: "A model folder, or a built-in model as builtin:faces.", completion: .directory)
  var model: String

  @Flag(name: .long, help: "As ONNX: encoder.onnx and decoder.onnx.")
  var onnx = false

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"), completion: .directory)
  var output: String

  @Flag(name: .long, help: "Replace files that are there.")
  var overwrite = false

  func validate() throws {
    if !onnx { throw ValidationError("say in which form: --onnx") }
  }

  func execute() throws -> ExitStatus {
    let files = try ONNXFiles(ofModelIn: ModelLocation(model).resolve())
    for path in try files.write(to: Path(output), existing: overwrite ? .overwrite : .error) {
      Console.message("\(path)")
    }
    return .done
  }
}
