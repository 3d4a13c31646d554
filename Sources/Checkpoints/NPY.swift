public import Tensors

/// NumPy's format for one array.
public enum NPY {
  /// The tensor in the bytes of a `.npy` file: version 1 to 3, of `<f4`, `<f8`, `<f2`, `|u1`, `|i1`, `|b1`, `<i4` or `<i8`,
  /// rows first or columns first. Elements become `Float`, those of wider types the nearest.
  /// - Parameter name: the name of the file, for messages.
  public static func decode(_ bytes: [UInt8], name: String) throws(NPYError) -> Tensor {
    do throws(NPYError.Problem) {
      let header = try NPYHeader(bytes)
      let data = bytes[header.length...]
      let shape = Shape(header.shape)
      guard data.count == header.byteCount else {
        throw NPYError.Problem.byteCount(expected: header.byteCount, found: data.count)
      }
      if header.isFortran {
        let reversed = Tensor(Shape(header.shape.reversed())) { out in
          data.withUnsafeBytes { header.type.decode($0, into: out) }
        }
        return reversed.permuted((0..<shape.rank).reversed())
      }
      return Tensor(shape) { out in data.withUnsafeBytes { header.type.decode($0, into: out) } }
    } catch {
      throw NPYError(file: name, problem: error)
    }
  }

  /// How the elements of a `.npy` file are stored; nil for bytes that are none.
  public static func type(of bytes: [UInt8]) -> ElementType? { (try? NPYHeader(bytes))?.type }

  /// The bytes of a `.npy` file of version 1, `<f4`, rows first.
  public static func encode(_ tensor: Tensor) -> [UInt8] {
    let extents = tensor.shape.dimensions
    let shape = extents.count == 1 ? "(\(extents[0]),)" : "(\(extents.map(String.init).joined(separator: ", ")))"
    var header = Array("{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }".utf8)
    // Magic, version, length, text and line end together are a multiple of 64, so that the data can be mapped.
    let padding = (64 - (10 + header.count + 1) % 64) % 64
    header += [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
    let length = [UInt8(truncatingIfNeeded: header.count), UInt8(truncatingIfNeeded: header.count >> 8)]
    let data = tensor.withUnsafeElements { Array(UnsafeRawBufferPointer($0)) }
    return NPYHeader.magic + [1, 0] + length + header + data
  }
}
