import Foundation
import Zoetrope

/// A folder with the toy model, some pictures and a recipe, in which a test runs the tool; removed with the object.
final class Workshop {
  let folder: URL

  /// - Parameter pictures: how many there are: `pictures/01.png`, `pictures/02.png`, …
  init(pictures: Int = 3) throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("zoetrope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try ToyModel.write(to: path("model"))
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("pictures"), withIntermediateDirectories: true)
    for number in 0..<pictures {
      try write("pictures/\(number < 9 ? "0" : "")\(number + 1).png", PNGWriter.encode(Self.picture(number)))
    }
    try write("recipe.yaml", Self.recipe)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Pictures in, pictures out, whatever the parameters say.
  static let recipe = """
    model: model
    seed: 5
    parameters:
      input: {type: path, default: pictures}
      output: {type: path, default: out}
      temperature: {type: number, default: 0}
    stages:
      - load: {from: "${input}"}
      - encode:
      - sample z: {temperature: "${temperature}"}
      - decode:
      - sample: {temperature: "${temperature}"}
      - save: {to: "${output}/{path}/{stem}.png"}

    """

  /// A picture of the toy model's size that no other number has.
  static func picture(_ number: Int) -> Image {
    let bytes = (0..<192).map { UInt8(truncatingIfNeeded: $0 * 7 + number * 31 + $0 * number) }
    return Image(size: ToyModel.size, channels: 3, samples: .bytes(bytes))
  }

  func path(_ name: String) -> Path { Path(folder.path) / name }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try AtomicFile.write(bytes, to: path(name), existing: .overwrite, synchronised: false)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func bytes(_ name: String) throws -> [UInt8] { try readFile(path(name), limit: 1 << 30) }

  func picture(_ name: String) throws -> Image { try ImageReader.decode(try bytes(name)) }

  /// All files below a folder, hidden ones too, in order.
  func files(_ name: String = "out") -> [String] {
    let found = FileManager.default.enumerator(atPath: folder.appendingPathComponent(name).path)?.allObjects ?? []
    return found.compactMap { $0 as? String }.filter { path(name + "/" + $0).kind != .folder }.sorted()
  }

  /// Every file below a folder with what is in it.
  func contents(_ name: String = "out") throws -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: try files(name).map { ($0, try bytes(name + "/" + $0)) })
  }

  /// Runs the tool here; without arguments, the recipe.
  func run(_ arguments: String..., input: Data = Data(), environment: [String: String] = [:]) throws -> Ended {
    let all = arguments.first.map { ["run", "check", "plan"].contains($0) } == true ? arguments : ["run", "recipe.yaml"] + arguments
    return try Tool.run(all, input: input, environment: environment, in: folder)
  }

  func shell(_ line: String, environment: [String: String] = [:]) throws -> Ended {
    try Tool.shell(line, environment: environment, in: folder)
  }
}
