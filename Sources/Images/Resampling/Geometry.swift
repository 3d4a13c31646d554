/// The way between a photograph and the model's picture. It travels with an item, so that the way can be gone back.
///
/// Without an alignment only whole pixels are mapped: `visible`, a box of the photograph, becomes `inner`, a box of the
/// model's picture. So going back is exact about the place, and a fit changes the proportions by less than a pixel. With
/// an alignment the model's picture is a square of the photograph that is turned as the face is.
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

  /// From places in the model's picture to those in the photograph, where the eyes of a face say where it lies; then
  /// `visible` is the box around what the model sees. nil: `visible` becomes `inner`.
  public let alignment: Similarity?

  /// Whether the model takes any size, so that its picture is `visible` at its own scale, with its right and lower edges
  /// repeated to a size that the networks can halve as often as they do.
  public let isOwnSize: Bool

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
    alignment = nil
    isOwnSize = false
    switch fit {
    case nil:
      guard box.size == model else { throw .sizeDiffers(found: box.size, expected: model) }
      (visible, inner) = (box, CropBox(model))
    case .stretch: (visible, inner) = (box, CropBox(model))
    case .crop: (visible, inner) = (CropBox(model.scaled(toFitIn: box.size), centredIn: box), CropBox(model))
    case .pad: (visible, inner) = (box, CropBox(box.size.scaled(toFitIn: model), centredIn: CropBox(model)))
    }
  }

  /// Turns, scales and moves a face so that its eyes come to where the model has them.
  /// - Parameters:
  ///   - photograph: its size after its orientation has been applied.
  ///   - eyes: in its pixels.
  ///   - template: where the eyes are in the model's pictures.
  ///   - model: the size that the model takes.
  /// - Throws: `ImageError.eyeOutside` or `.eyesCoincide`.
  public init(photograph: PixelSize, eyes: EyePair, template: EyePair, model: PixelSize) throws(ImageError) {
    try eyes.check(inside: photograph)
    let alignment = Similarity(taking: template, to: eyes)
    self.photograph = photograph
    self.model = model
    self.alignment = alignment
    isOwnSize = false
    inner = CropBox(model)
    visible = CropBox(around: alignment, of: model).clamped(to: photograph)
    crop = visible
  }

  /// The photograph as it is.
  public init(photograph: PixelSize) {
    self.photograph = photograph
    model = photograph
    crop = CropBox(photograph)
    (visible, inner, alignment, isOwnSize) = (crop, crop, nil, false)
  }

  /// A photograph, or a box of it, at its own scale, for a model of any size.
  /// - Parameter padded: the size of the model's picture, at least that of the box: what is beyond repeats its edges.
  /// - Throws: `ImageError.cropOutside`, or `.sizeDiffers` where the box does not fit.
  public init(photograph: PixelSize, crop: CropBox?, padded: PixelSize) throws(ImageError) {
    let box = crop ?? CropBox(photograph)
    try box.check(inside: photograph)
    let size = box.size
    guard size.width <= padded.width, size.height <= padded.height else {
      throw .sizeDiffers(found: size, expected: padded)
    }
    self.photograph = photograph
    model = padded
    (self.crop, visible, alignment, isOwnSize) = (box, box, nil, true)
    inner = CropBox(size)
  }

  /// A picture of the model's size without what was added to it to reach a size that a model of any size takes; any
  /// other as it is.
  public func withoutPadding(_ image: Image) -> Image {
    guard isOwnSize, image.size == model, inner != CropBox(model) else { return image }
    return (try? image.cropped(to: inner)) ?? image
  }

  /// Whether the model's picture is the photograph.
  public var isIdentity: Bool {
    alignment == nil && visible == CropBox(photograph) && inner == visible && model == photograph
  }
}

extension CropBox {
  /// The whole pixels around where a picture comes to lie.
  fileprivate init(around map: Similarity, of size: PixelSize) {
    let (right, bottom) = (Double(size.width) - 0.5, Double(size.height) - 0.5)
    let corners = [(-0.5, -0.5), (right, -0.5), (-0.5, bottom), (right, bottom)].map { map(Point($0, $1)) }
    let (x, y) = (corners.map { $0.x + 0.5 }, corners.map { $0.y + 0.5 })
    self.init(
      left: Int((x.min() ?? 0).rounded(.down)), top: Int((y.min() ?? 0).rounded(.down)),
      right: Int((x.max() ?? 0).rounded(.up)), bottom: Int((y.max() ?? 0).rounded(.up)))
  }

  /// The part of the box inside a picture.
  func clamped(to size: PixelSize) -> CropBox {
    CropBox(left: max(left, 0), top: max(top, 0), right: min(right, size.width), bottom: min(bottom, size.height))
  }

  /// The box with so many more pixels on every side.
  func widened(by margin: Int) -> CropBox {
    CropBox(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
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
