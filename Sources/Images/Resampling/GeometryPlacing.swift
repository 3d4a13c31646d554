extension Geometry {
  /// The photograph as the model sees it: cropped, scaled, padded; alpha goes the same way.
  /// - Precondition: it has the size that the geometry was made for.
  public func place(_ photograph: Image) -> Image {
    precondition(photograph.size == self.photograph, "\(photograph.size), made for \(self.photograph)")
    return cut(photograph, visible).resized(to: inner.size).extended(to: model, at: inner)
  }

  /// A picture of the model's size scaled back to the photograph's own scale, without padding: `visible.size` pixels,
  /// to be seen at `visible` in the photograph.
  /// - Parameters:
  ///   - image: as `place` gave it, then edited; its metadata stay.
  ///   - alpha: the photograph's whole alpha plane, which is cropped and otherwise stays as it was;
  ///     nil scales the alpha of `image`, if there is any.
  /// - Precondition: `image` has the model's size, `alpha` the photograph's.
  public func undo(_ image: Image, photographAlpha alpha: Image.Samples? = nil) -> Image {
    precondition(image.size == model, "\(image.size), made for \(model)")
    guard let alpha else { return cut(image, inner).resized(to: visible.size) }
    let columns = Array(visible.left..<visible.right)
    let rows = Array(visible.top..<visible.bottom)
    return cut(image.with(alpha: nil), inner).resized(to: visible.size)
      .with(alpha: alpha.gathered(width: photograph.width, channels: 1, columns: columns, rows: rows))
  }

  /// The boxes of a geometry lie inside their pictures, so that cutting them out cannot fail.
  private func cut(_ image: Image, _ box: CropBox) -> Image {
    (try? image.cropped(to: box)) ?? image
  }
}
