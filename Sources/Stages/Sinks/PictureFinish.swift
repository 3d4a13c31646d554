import Images

/// What a picture gets back before it is written: its photograph's size, alpha and metadata.
struct PictureFinish {
  let options: Save.PictureOptions
  let size: Save.Size

  func finish(_ image: Image, _ photograph: Photograph?) throws -> Image {
    guard let photograph else {
      guard size == .model else { throw SaveError.noOriginal }
      return image
    }
    var finished = sized(image, photograph)
    finished.metadata = photograph.metadata
    return finished
  }

  private func sized(_ image: Image, _ photograph: Photograph) -> Image {
    let fits = image.size == photograph.geometry.model
    if size == .original, fits { return photograph.geometry.undo(image, photographAlpha: photograph.alpha) }
    guard fits else { return image }
    return photograph.geometry.withoutPadding(image.alpha == nil ? image.with(alpha: photograph.placedAlpha) : image)
  }
}
