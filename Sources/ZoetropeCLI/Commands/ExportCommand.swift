import ArgumentParser
import Zoetrope

struct ExportCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a model for other programs.",
    discussion: """
      A safetensors file with the names that the tensors came with, which `safetensors.torch.load_file` reads as a state
      dict; a model that was imported from an encoder's and a decoder's file becomes two files in a folder again:
        zoetrope export my-model -o weights.safetensors
      Or, by --onnx, encoder.onnx (picture to posterior.mean and posterior.log_variance) and decoder.onnx (latent to
      likelihood.mean), for batches of any size, with operators of version 17:
        zoetrope export builtin:faces --onnx -o faces-onnx
      """)

  @Argument(help: "builtin:NAME, or a model folder.", completion: .directory)
  var model: String

  @Flag(name: .long, help: "As ONNX: encoder.onnx and decoder.onnx in a folder.")
  var onnx = false

  @Option(
    name: .long,
    help: ArgumentHelp("With --onnx, of a model that takes any: the size of its pictures.", valueName: "WIDTHxHEIGHT"))
  var size: SizeArgument?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file, or the folder for several files.", valueName: "path"),
    completion: .file())
  var output: String

  @Flag(name: .long, help: "Replace what is there.")
  var overwrite = false

  func execute() throws -> ExitStatus {
    guard onnx || size == nil else { throw UsageError("--size is of graphs, so it needs --onnx") }
    let folder = try ModelLocation(model).resolve()
    let existing: AtomicFile.Existing = overwrite ? .overwrite : .error
    let paths =
      onnx
      ? try ONNXFiles(ofModelIn: folder, size: size?.size).write(to: Path(output), existing: existing)
      : try ModelExport.write(folder, to: Path(output), existing: existing)
    for path in paths { Console.message("\(path)") }
    return .done
  }
}
