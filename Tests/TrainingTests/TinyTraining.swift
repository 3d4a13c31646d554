import Autoencoders
import Documents
import Files
import Images
import Kernels
import Tensors
import ToyModel

@testable import Training

/// A training that takes a moment: pictures of 4×4 grey pixels, latents [2].
enum TinyTraining {
  static let description = """
    format: 1
    name: tiny
    input: {channels: 1, height: 4, width: 4, range: [0, 1]}
    latent: [2]
    encoder:
      - conv2d: {name: encoder.0, out: 3, kernel: 2, stride: 2, bias: false}
      - batch norm: {name: encoder.1}
      - relu
      - flatten
    posterior:
      mean: {linear: {name: mean, out: 2}}
      log variance: {linear: {name: spread, out: 2}}
    decoder:
      - linear: {name: decoder.0, out: 16}
      - reshape: [1, 4, 4]
    likelihood: {mean: {activation: sigmoid}, variance: 0.05}
    """

  static func model(_ text: String = description, seed: UInt64 = 3) throws -> UntrainedModel {
    let file = SourceFile(name: "model.yaml", text: text)
    return try UntrainedModel(YAML.read(file), in: file, seed: seed)
  }

  /// Pictures that differ in two things: where a bright bar stands, and how bright it is.
  static func examples(_ count: Int = 50) -> Examples {
    let bytes = (0..<count).flatMap { number -> [UInt8] in
      let bar = UInt8(100 + number % 7 * 25)
      return (0..<16).map { $0 % 4 == number % 4 ? bar : 20 }
    }
    return Examples(bytes, keys: (0..<count).map { "\($0)" }, shape: [1, 4, 4], range: .unit)
  }

  static func settings(epochs: Int = 4) -> TrainingSettings {
    var settings = TrainingSettings()
    settings.epochs = epochs
    settings.batch = 8
    settings.seed = 5
    (settings.augmentation.flips, settings.augmentation.shift) = (true, 1)
    settings.average = 0.9
    settings.clipping = 50
    settings.rate = LearningRate(peak: 0.01, course: .oneCycle, warmUp: 0.3)
    return settings
  }

  static func trainer(
    _ settings: TrainingSettings = settings(), _ workers: any Workers = OneWorker()
  ) throws -> Trainer {
    try Trainer(model(), examples(), settings, StandardKernels.make(), workers)
  }

  /// Trains two to their end, step by step.
  /// - Returns: the losses of the first before its first step and before its last.
  static func firstAndLastLosses(_ one: Trainer, beside other: Trainer) throws -> (first: Losses, last: Losses) {
    let first = try one.advance()
    var last = first
    _ = try other.advance()
    while one.step < one.steps {
      last = try one.advance()
      _ = try other.advance()
    }
    return (first, last)
  }
}

extension TemporaryFolder {
  func write(_ bytes: [UInt8], to name: String) throws -> Path {
    try AtomicFile.write(bytes, to: path / name, existing: .overwrite, synchronised: false)
    return path / name
  }
}

/// What an error says; empty where there is none.
func words(of error: (any Error)?) -> String { error.map { "\($0)" } ?? "" }
