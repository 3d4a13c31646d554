import Tensors

/// What a layer's tensors tell of it.
struct LinearShape: Hashable {
  let out: Int
  let input: Int
  let hasBias: Bool
}

/// The same of a convolution with a square kernel.
struct ConvolutionShape: Hashable {
  let out: Int
  let input: Int
  let kernel: Int
  let hasBias: Bool
}

extension WeightInventory {
  /// A linear layer of a name.
  /// - Throws: if it is missing or has other axes.
  func linear(_ name: String, for architecture: String) throws(ImportError) -> LinearShape {
    let shape = try needed(name + ".weight", for: architecture)
    guard shape.rank == 2 else {
      throw .shape(architecture: architecture, tensor: name + ".weight", expected: "[out, in]", found: shape)
    }
    return LinearShape(out: shape[0], input: shape[1], hasBias: has(name + ".bias"))
  }

  /// A convolution of a name.
  /// - Throws: if it is missing or has other axes.
  func convolution(_ name: String, for architecture: String) throws(ImportError) -> ConvolutionShape {
    let shape = try needed(name + ".weight", for: architecture)
    let kernel = isChannelsLast ? shape.dimensions.dropFirst().prefix(2) : shape.dimensions.suffix(2)
    guard shape.rank == 4, kernel.first == kernel.last, let side = kernel.first else {
      throw .shape(
        architecture: architecture, tensor: name + ".weight", expected: "[out, in, kernel, kernel]", found: shape)
    }
    return ConvolutionShape(
      out: shape[0], input: isChannelsLast ? shape[3] : shape[1], kernel: side, hasBias: has(name + ".bias"))
  }

  private func needed(_ tensor: String, for architecture: String) throws(ImportError) -> Shape {
    guard let shape = shape(tensor) else { throw .missing(architecture: architecture, tensor: tensor, among: names) }
    return shape
  }
}
