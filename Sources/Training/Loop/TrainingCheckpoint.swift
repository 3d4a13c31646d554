import Checkpoints
public import Files
import Kernels
public import Tensors

/// What a training needs to go on as if it had never stopped: weights, statistics, the optimiser's means, the average.
///
/// A safetensors file; its metadata say which training it is of and how many steps it had. Written whole or not at all.
extension Trainer {
  private static let format = "zoetrope training checkpoint 1"

  /// Writes where the training stands.
  /// - Parameters:
  ///   - identity: what tells this training from others: a hash of its recipe, model and pictures.
  ///   - notes: what else belongs to this state; `restore` gives it back.
  /// - Throws: `FileError`; the file that was there before stays then.
  public func save(to path: Path, identity: String, notes: String = "") throws {
    var tensors: [String: Tensor] = [:]
    for (number, program) in programs.enumerated() {
      for parameter in program.parameters {
        tensors["weights." + parameter.name] = parameter.tensor(in: UnsafeBufferPointer(program.weights))
        moments[number].first.withUnsafeBufferPointer {
          tensors["first." + parameter.name] = parameter.tensor(in: $0)
        }
        moments[number].second.withUnsafeBufferPointer {
          tensors["second." + parameter.name] = parameter.tensor(in: $0)
        }
        guard !averages.isEmpty else { continue }
        averages[number].weights.withUnsafeBufferPointer {
          tensors["average." + parameter.name] = parameter.tensor(in: $0)
        }
      }
      for buffer in program.buffers {
        tensors["weights." + buffer.name] = buffer.tensor(in: UnsafeBufferPointer(program.statistics))
      }
    }
    let metadata = ["format": Self.format, "step": "\(step)", "training": identity, "notes": notes]
    try SafeTensors.write(tensors, metadata: metadata, to: path, existing: .overwrite)
  }

  /// Goes on from where a training stood.
  /// - Returns: the notes that were saved with it.
  /// - Throws: `TrainingError.otherTraining` for a checkpoint of another training; `CheckpointError` for a damaged one,
  ///   `FileError`.
  @discardableResult
  public func restore(from path: Path, identity: String) throws -> String? {
    let file = try SafeTensors(path)
    guard file.metadata["format"] == Self.format, let step = file.metadata["step"].flatMap({ Int($0) }) else {
      throw TrainingError.otherTraining(path, difference: "it is no checkpoint of a training")
    }
    guard file.metadata["training"] == identity else {
      throw TrainingError.otherTraining(path, difference: "its recipe, its model or its pictures are not the same")
    }
    let parameters = CheckpointParameters(file)
    func tensor(_ kind: String, _ parameter: LearningParameter) throws -> Tensor {
      try parameters.parameter(kind + "." + parameter.name, shape: parameter.shape, initial: .zeros)
    }
    for (number, program) in programs.enumerated() {
      for parameter in program.parameters {
        parameter.store(try tensor("weights", parameter), in: program.weights)
        let (first, second) = (try tensor("first", parameter), try tensor("second", parameter))
        moments[number].first.withUnsafeMutableBufferPointer { parameter.store(first, in: $0) }
        moments[number].second.withUnsafeMutableBufferPointer { parameter.store(second, in: $0) }
        guard !averages.isEmpty else { continue }
        let average = try tensor("average", parameter)
        averages[number].weights.withUnsafeMutableBufferPointer { parameter.store(average, in: $0) }
      }
      for buffer in program.buffers { buffer.store(try tensor("weights", buffer), in: program.statistics) }
    }
    try parameters.checkAllUsed()
    self.step = step
    return file.metadata["notes"]
  }

  /// The tensors of the trained model, by their names in a checkpoint: the moving average where there is one.
  public var modelTensors: [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for (number, program) in [encoder, decoder].enumerated() {
      for parameter in program.parameters {
        tensors[parameter.name] =
          averages.isEmpty
          ? parameter.tensor(in: UnsafeBufferPointer(program.weights))
          : averages[number].weights.withUnsafeBufferPointer { parameter.tensor(in: $0) }
      }
      for buffer in program.buffers {
        tensors[buffer.name] = buffer.tensor(in: UnsafeBufferPointer(program.statistics))
      }
    }
    return tensors
  }
}
