import Training
import Zoetrope

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A training of the reference model on noise.
final class StepBench {
  private let trainer: Trainer

  /// The multiplications of a step for one picture by the definition of the network: forwards, and twice that backwards,
  /// less the gradient of the picture, which nobody asks for.
  let multiplyAdds: Int

  init(_ kernels: any Kernels, workers: Int, batch: Int) throws {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let path = Path("/\(root)/Sources/Zoetrope/Models/faces/model.yaml")
    let file = try SourceFile(name: "model.yaml", bytes: readFile(path, limit: 1 << 20))
    let model = try UntrainedModel(YAML.read(file), in: file, seed: 1)
    let count = model.pictureShape.count
    let bytes = (0..<4 * batch * count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
    let examples = Examples(
      bytes, keys: (0..<4 * batch).map { "\($0)" }, shape: model.pictureShape, range: model.description.input.range)
    var settings = TrainingSettings()
    settings.batch = batch
    settings.epochs = 1 << 20
    settings.rate = LearningRate(peak: 1e-4, course: .constant, warmUp: 0)
    trainer = try Trainer(model, examples, settings, kernels, workers > 1 ? DispatchWorkers() : OneWorker())
    let layers = model.summary.encoder + model.summary.decoder
    let first = model.summary.encoder.first?.multiplyAdds ?? 0
    multiplyAdds = 3 * layers.map(\.multiplyAdds).reduce(0, +) - first
  }

  /// One step.
  func step() throws { _ = try trainer.advance() }
}

/// The processor time of this process so far, in seconds.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Sends on what was printed.
func flush() { fflush(nil) }
