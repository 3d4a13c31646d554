/// The way between a photograph and the model's picture. It travels with an item, so that the way can be gone back.
///
/// Only whole pixels are mapped: `visible`, a box of the photograph, becomes `inner`, a box of the model's picture. So
/// going back is exact about the place, and a fit changes the proportions by less than a pixel.
public struct Geometry: Hashable, Sendable {
  /// The photograph's size, upright.
  public let photograph: PixelSize

  /// The size of the model's picture.
  public let model: PixelSize

  /// The part of the photograph that was asked for; all of it where no crop was.
  public let crop: CropBox

  /// The part of `crop` that the model sees: smaller than it only for `Fit.crop`.
  public let visible: CropBox

  /// Where `visible` stands in the model's picture: all of that but for `Fit.pad`.
  public let inner: CropBox

  /// - Parameters:
  ///   - photograph: its size after its orientation has been applied.
  ///   - crop: a box in its pixels; nil means all of it.
  ///   - fit: nil means that the box has the model's size already.
  ///   - model: the size that the model takes.
  /// - Throws: `ImageError.cropOutside`, or `.sizeDiffers` where a fit is needed and none is given.
  public init(photograph: PixelSize, crop: CropBox? = nil, fit: Fit?, model: PixelSize) throws(ImageError) {
    let box = crop ?? CropBox(photograph)
    try box.check(inside: photograph)
    self.photograph = photograph
    self.model = model
    self.crop = box
    switch fit {
    case nil:
      guard box.size == model else { throw .sizeDiffers(found: box.size, expected: model) }
      (visible, inner) = (box, CropBox(model))
    case .stretch: (visible, inner) = (box, CropBox(model))
    case .crop: (visible, inner) = (CropBox(model.scaled(toFitIn: box.size), centredIn: box), CropBox(model))
    case .pad: (visible, inner) = (box, CropBox(box.size.scaled(toFitIn: model), centredIn: CropBox(model)))
    }
  }
}

extension PixelSize {
  /// The largest size of these proportions inside `outer`, to whole pixels and at least one.
  fileprivate func scaled(toFitIn outer: PixelSize) -> PixelSize {
    if width * outer.height >= height * outer.width {
      return PixelSize(width: outer.width, height: max(1, (2 * outer.width * height + width) / (2 * width)))
    }
    return PixelSize(width: max(1, (2 * outer.height * width + height) / (2 * height)), height: outer.height)
  }
}
