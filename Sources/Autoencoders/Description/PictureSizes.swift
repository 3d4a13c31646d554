import Layers
public import Tensors

/// Which sizes of pictures a model takes.
extension ModelDescription.Input {
  /// Whether the model takes pictures of more sizes than one.
  public var takesAnySize: Bool { shape == nil }

  /// The shape of the pictures that the model is shown and measured with: the only one, or one of about 64 × 64.
  public var usualShape: Shape { [channels, height.usual, width.usual] }

  /// The size that a picture is padded to; nil if the model takes none that holds it.
  public func padded(height: Int, width: Int) -> (height: Int, width: Int)? {
    guard let height = self.height.holding(height), let width = self.width.holding(width) else { return nil }
    return (height, width)
  }

  /// Whether pictures of a shape go in.
  public func takes(_ shape: Shape) -> Bool {
    guard shape.rank == 3, shape[0] == channels, shape.isSensible, shape.count > 0 else { return false }
    return padded(height: shape[1], width: shape[2]).map { $0 == (shape[1], shape[2]) } ?? false
  }

  /// In words, as `pictures whose width and height are multiples of 8`.
  public var sizeWords: String {
    if let width = width.fixed, let height = height.fixed { return "pictures of \(width)×\(height) pixels" }
    if case .multiple(let factor) = height, height == width {
      return "pictures whose width and height are multiples of \(factor)"
    }
    return "pictures \(width.words) wide and \(height.words) high"
  }
}

extension PictureExtent {
  /// The extent that models of any size are shown with.
  private static let usualExtent = 64

  fileprivate var usual: Int { holding(Self.usualExtent) ?? fixed ?? Self.usualExtent }

  /// The least extent that holds so many pixels; nil if only another one is taken.
  fileprivate func holding(_ pixels: Int) -> Int? {
    switch self {
    case .fixed(let extent): extent == pixels ? extent : nil
    case .multiple(let factor): max(1, (pixels + factor - 1) / factor) * factor
    }
  }

  fileprivate var words: String {
    switch self {
    case .fixed(let extent): "\(extent) pixels"
    case .multiple(let factor): "a multiple of \(factor) pixels"
    }
  }
}

extension ModelDescription {
  /// The shape of the pictures whose latents have a shape; nil if there are none.
  public func pictureShape(ofLatent shape: Shape) -> Shape? {
    guard shape.rank == latent.count else { return nil }
    var (height, width) = (input.usualShape[1], input.usualShape[2])
    for (axis, extent) in zip(latent, shape.dimensions) {
      switch axis {
      case .fixed: continue
      case .height(let divisor): height = extent * divisor
      case .width(let divisor): width = extent * divisor
      }
    }
    let picture: Shape = [input.channels, height, width]
    return input.takes(picture) && latentShape(height: height, width: width) == shape ? picture : nil
  }

  /// The axes of a latent as `model.yaml` writes them: `[32, height/8, width/8]`.
  public var latentWords: String { "[" + latent.map(\.description).joined(separator: ", ") + "]" }
}

extension Autoencoder {
  /// What becomes of the size of pictures, in a sentence; nil for a model of one size.
  public var sizeRemark: String? {
    guard description.input.takesAnySize else { return nil }
    return "Sizes: each picture keeps its own, unless \"load\" says one; its right and lower edges are repeated to "
      + "\(description.input.sizeWords), and cut off again when it is saved"
  }
}
