import Autoencoders
import Dataflow
import Files
import Images
import Synchronization
import Tensors
import Testing
import ToyModel

@testable import Stages

@Suite("Pictures unlike the training data")
struct OutlierTests {
  /// The toy model in a folder of its own, with what it says of its training data.
  private func model(_ statistics: String) throws -> (Autoencoder, TemporaryFolder) {
    let folder = try TemporaryFolder()
    try ToyModel.write(to: folder.path)
    let yaml = String(decoding: try readFile(folder.path / "model.yaml", limit: 1 << 20), as: UTF8.self)
    try AtomicFile.write(Array((yaml + statistics).utf8), to: folder.path / "model.yaml", existing: .overwrite)
    return (try Autoencoder(folder: folder.path), folder)
  }

  private func encode(
    _ rule: OutlierRule, _ model: Autoencoder
  ) throws -> (results: [Result<DiagonalGaussian, any Error>], warnings: [String]) {
    var environment = Environment()
    environment[ModelKey.self] = model
    var stage = Encode(onOutlier: rule)
    try stage.prepare(environment)
    let heard = Mutex<[String]>([])
    let run = RunContext(stage: "encode", seed: 1) { text in heard.withLock { $0.append(text) } }
    let items = (0..<3).map {
      Item(id: ItemID(key: "\($0)"), position: $0, origin: "in/\($0).png", value: ToyModel.picture($0))
    }
    return (try stage.apply(items, run), heard.withLock { $0 })
  }

  @Test("clamp pulls the mean back to the norm, keeps its direction and the variance, and says so")
  func clamp() throws {
    let (model, folder) = try model("statistics: {reconstruction error: 1, latent norm: 0.5}\n")
    defer { withExtendedLifetime(folder) {} }
    let plain = try encode(.warn, model)
    let clamped = try encode(.clamp, model)
    #expect(plain.warnings.count == 3 && clamped.warnings.count == 3)
    #expect(
      clamped.warnings.allSatisfy { $0.hasPrefix("in/") && $0.hasSuffix("its latent was pulled back to that norm") })
    for (before, after) in zip(plain.results, clamped.results) {
      let (before, after) = (try before.get(), try after.get())
      let norm = after.mean.elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(norm - 0.5) < 1e-5)
      let factor = after.mean[0] / before.mean[0]
      #expect(zip(before.mean.elements, after.mean.elements).allSatisfy { abs($0 * factor - $1) < 1e-5 })
      #expect(before.logVariance == after.logVariance)
    }
  }

  @Test(
    "skip leaves out by the latent norm or by the reconstruction error, with the reason",
    arguments: [
      ("{reconstruction error: 1, latent norm: 0.5}", "latent norm"),
      ("{reconstruction error: 0.0001, latent norm: 99}", "reconstruction error"),
    ])
  func skip(_ statistics: String, _ measure: String) throws {
    let (model, folder) = try model("statistics: \(statistics)\n")
    defer { withExtendedLifetime(folder) {} }
    let (results, warnings) = try encode(.skip, model)
    #expect(warnings.isEmpty)
    for result in results {
      #expect { try result.get() } throws: {
        "\($0)".hasPrefix("left out by \"on outlier: skip\", unlike the training data: \(measure) ")
      }
    }
  }

  @Test("Familiar pictures pass every rule unchanged", arguments: OutlierRule.allCases)
  func familiar(_ rule: OutlierRule) throws {
    let (model, folder) = try model("statistics: {reconstruction error: 1, latent norm: 99}\n")
    defer { withExtendedLifetime(folder) {} }
    let (results, warnings) = try encode(rule, model)
    #expect(try results.map { try $0.get() } == encode(.warn, model).results.map { try $0.get() } && warnings.isEmpty)
  }

  @Test(
    "A model that does not say how its training data lies cannot clamp or skip", arguments: [OutlierRule.clamp, .skip])
  func unmeasured(_ rule: OutlierRule) throws {
    let here = try Surroundings()
    #expect(
      here.message(Encode(onOutlier: rule))?.contains("the model \"toy\" does not say; `zoetrope model measure`")
        == true)
    #expect(here.message(Encode(onOutlier: .warn)) == nil)
  }
}
