import ArgumentParser
import Zoetrope

struct ExportCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a model's tensors for PyTorch, with the names they came with.",
    discussion: """
      The file is a safetensors file, which `safetensors.torch.load_file` reads as a state dict. A model that was imported \
      from an encoder's and a decoder's file becomes two files in a folder again.
        zoetrope export my-model -o weights.safetensors
      """)

  @Argument(help: "builtin:NAME, or a model folder.", completion: .directory)
  var model: String

  @Option(name: .shortAndLong, help: "The file, or the folder for several files.", completion: .file())
  var output: String

  @Flag(name: .long, help: "Replace what is there.")
  var overwrite = false

  func execute() throws -> ExitStatus {
    let folder = try ModelLocation(model).resolve()
    for path in try ModelExport.write(folder, to: Path(output), existing: overwrite ? .overwrite : .error) {
      Console.message("\(path): written")
    }
    return .done
  }
}
