import Checkpoints
public import Files
import Tensors

extension AttributeVector {
  /// Reads a vector's file.
  public init(_ path: Path) throws { throw AttributeError.file(path, missing: "all") }
}
