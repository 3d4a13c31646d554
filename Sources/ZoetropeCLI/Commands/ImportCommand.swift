import ArgumentParser
import Zoetrope

struct ImportCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Makes a model folder of files that another program trained.",
    discussion: """
      Reads safetensors, PyTorch's .pth and .pt (also the format before 1.6) and NumPy's .npz; a diffusers folder; \
      ONNX, an encoder's and a decoder's graph or one with both; nothing in \
      the files is ever executed. What they do not say is assumed, told, and can be said:
        zoetrope import vae.pth -o my-model
        zoetrope import taef2_encoder.pth taef2_decoder.pth -o taef2
        zoetrope import model.npz -o my-model --spread log-sigma --verify golden.safetensors
      """)

  @Argument(help: "A file or a folder, or the files of an encoder and a decoder.", completion: .file())
  var sources: [String]

  @Option(name: .shortAndLong, help: "The model folder to make.", completion: .directory)
  var output: String

  @OptionGroup var meaning: ImportOptions

  @Option(
    name: .long, help: "Tensors that the model must give; the folder is made only if it does.",
    completion: .file(extensions: ["safetensors"]))
  var verify: String?

  @Flag(name: .long, help: "Replace what is there.")
  var overwrite = false

  func execute() throws -> ExitStatus {
    let settings = try meaning.settings()
    let (files, folder) = (sources.map { Path($0) }, Path(output))
    let made =
      try verify.map { try ModelImport(files, to: folder, settings, golden: Path($0)) }
      ?? ModelImport(files, to: folder, settings)
    try made.write(existing: overwrite ? .overwrite : .error)
    if let question = made.model.openQuestion {
      Console.message("\(output)/model.yaml is a draft to complete: \(question); the tensors are listed in it")
      return .data
    }
    for assumption in made.model.assumptions { Console.message("assumed: \(assumption)") }
    for option in made.found { Console.message("the golden tensors say: \(option)") }
    for difference in made.differences {
      Console.message("verified: \(difference.name), largest difference \(difference.relative) of its largest number")
    }
    Console.message("\(output): \(made.model.tensors.count) tensors; `zoetrope model \(output)` shows the layers")
    return .done
  }
}
