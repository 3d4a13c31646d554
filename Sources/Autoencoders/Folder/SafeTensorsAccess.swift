import Checkpoints
import Tensors

extension SafeTensors {
  /// A tensor of floats, if the file has one of this name.
  func floats(_ name: String) throws -> Tensor? { names.contains(name) ? try tensor(name) : nil }
}
