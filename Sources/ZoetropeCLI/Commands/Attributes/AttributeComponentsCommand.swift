import ArgumentParser
import Zoetrope

struct AttributeComponentsCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "components", abstract: "Finds the directions along which a folder's pictures differ most.",
    discussion: """
      These are the principal components of the pictures' latents, each at a right
      angle to those before it; no labels are needed, and what a component shows is
      for you to see. Each becomes a vector whose strength of 1 is one standard
      deviation; with `reach: 0` a face is brought to the average along it.
        zoetrope attribute components faces --count 10 --out-dir components
      and in a recipe:
        - add attribute vector:
            {vector: components/component-01.safetensors, strength: [-2, 0, 2]}
      """)

  @Argument(help: "The folder of the pictures.", completion: .directory)
  var folder: String

  @Option(name: .long, help: "builtin:NAME, or a model folder.", completion: .directory)
  var model: String = "builtin:faces"

  @Option(name: .long, help: "How many components at most.")
  var count = 10

  @Option(name: .long, help: "The folder of the vectors.", completion: .directory)
  var outDir: String

  @OptionGroup var options: FolderOptions

  @Flag(name: .long, help: "Replace vectors that are there.")
  var overwrite = false

  func validate() throws {
    guard count >= 1 else { throw ValidationError("--count takes a number from 1 on.") }
  }

  func execute() throws -> ExitStatus {
    let model = try Models.load(model)
    let paths = try options.files(in: Path(folder))
    let components = try LatentComponents(
      of: paths, count: count, model: model, options.placement.reader(for: model), source: Path(folder).name)
    let targets = components.vectors.map { Path(outDir) / "\($0.name).safetensors" }
    if !overwrite, let there = targets.first(where: { $0.kind != .nothing }) { throw FileError(there, .write, .exists) }
    try createFolders(Path(outDir))
    var rows = [["vector", "sigma", "share of variance", "sum"]]
    var sum = 0.0
    for (vector, (target, share)) in zip(components.vectors, zip(targets, components.shares)) {
      try vector.write(to: target, existing: overwrite ? .overwrite : .error)
      sum += share
      rows.append(
        [
          vector.name, AttributeText.rounded(Double(vector.sigma)), AttributeText.percent(share),
          AttributeText.percent(sum),
        ])
    }
    Console.output(TextTable.text(rows))
    return .done
  }
}
