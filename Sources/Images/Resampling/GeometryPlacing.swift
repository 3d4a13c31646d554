extension Geometry {
  /// The photograph as the model sees it: cropped, scaled, padded, or turned upright with the edges of the photograph
  /// repeated where the model sees beyond them; alpha goes the same way.
  /// - Precondition: it has the size that the geometry was made for.
  public func place(_ photograph: Image) -> Image {
    precondition(photograph.size == self.photograph, "\(photograph.size), made for \(self.photograph)")
    if let alignment { return aligned(photograph, alignment) }
    return cut(photograph, visible).resized(to: inner.size).extended(to: model, at: inner)
  }

  /// A picture of the model's size scaled back to the photograph's own scale, without padding: `visible.size` pixels,
  /// to be seen at `visible` in the photograph. What an alignment has turned is turned back, and its edges are repeated
  /// outwards.
  /// - Parameters:
  ///   - image: as `place` gave it, then edited; its metadata stay.
  ///   - alpha: the photograph's whole alpha plane, which is cropped and otherwise stays as it was;
  ///     nil scales the alpha of `image`, if there is any.
  /// - Precondition: `image` has the model's size, `alpha` the photograph's.
  public func undo(_ image: Image, photographAlpha alpha: Image.Samples? = nil) -> Image {
    precondition(image.size == model, "\(image.size), made for \(model)")
    guard let alpha else { return scaledBack(image) }
    let columns = Array(visible.left..<visible.right)
    let rows = Array(visible.top..<visible.bottom)
    return scaledBack(image.with(alpha: nil))
      .with(alpha: alpha.gathered(width: photograph.width, channels: 1, columns: columns, rows: rows))
  }

  private func aligned(_ photograph: Image, _ alignment: Similarity) -> Image {
    // The kernel reaches as far beyond what is visible as it is wide.
    let margin = Int((ResamplingKernel.lanczos.support * max(alignment.scale, 1)).rounded(.up)) + 1
    let box = visible.widened(by: margin).clamped(to: self.photograph)
    let map = alignment.relative(to: box)
    return cut(photograph, box).resampled(to: model) { Warp(from: box.size, to: model, channels: $0, map) }
  }

  private func scaledBack(_ image: Image) -> Image {
    guard let alignment else { return cut(image, inner).resized(to: visible.size) }
    let map = alignment.inverse.beginning(at: visible)
    return image.resampled(to: visible.size) { Warp(from: model, to: visible.size, channels: $0, map) }
  }

  /// The boxes of a geometry lie inside their pictures, so that cutting them out cannot fail.
  private func cut(_ image: Image, _ box: CropBox) -> Image {
    (try? image.cropped(to: box)) ?? image
  }
}
