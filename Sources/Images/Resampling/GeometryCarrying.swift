public import Tensors

extension Geometry {
  /// How wide the seam between a changed part and the rest of the photograph is, of the model's shorter side.
  public static let feather = 1.0 / 8

  /// The photograph with a change of the model's picture carried back onto it, at the photograph's own size, any
  /// alignment undone.
  ///
  /// Between the model's pixels the change is interpolated by cubic curves that never leave the range of the four
  /// pixels they lie between: no halos, and 0 stays 0. Towards the edges of what the model saw it fades out, but for
  /// edges that are those of the photograph. Sums are rounded and clamped to the photograph's own samples; a sample
  /// whose change is 0 stays exactly what it was. Alpha and metadata are left alone. Pixels outside `visible` are not
  /// looked at.
  /// - Parameters:
  ///   - change: `[channels, height, width]` in the model's frame, white 1: what is to be added.
  ///   - mask: `[1, height, width]` in the model's frame: how much of the photograph the change replaces, from 0 to 1, so
  ///     that the sum is (1 − mask)·photograph + change. Of what is finer than the model's pixels nothing is left where it
  ///     is 1; nil leaves all of it.
  ///   - photograph: with 8 or 16 bits or floats, grey or RGB. RGB changes come to grey by their luma.
  ///   - feather: the width of the fading, of the model's shorter side; 0 for a hard edge.
  /// - Precondition: the change has the model's size and one or three channels, `photograph` the size that the geometry
  ///   was made for.
  /// - Throws: `ImageError.notFinite` if an element of the change is infinite or NaN.
  public func carry(
    change: Tensor, replacing mask: Tensor? = nil, onto photograph: Image, feather: Double = Geometry.feather
  ) throws(ImageError) -> Image {
    precondition(photograph.size == self.photograph, "\(photograph.size), made for \(self.photograph)")
    precondition(
      change.shape == [change.shape[0], model.height, model.width], "\(change.shape), made for \(model)")
    let change = Change(
      image: try Image(change).converted(toChannels: photograph.channels),
      mask: try mask.map { mask throws(ImageError) in try Image(mask) })
    let seam = feather * Double(min(inner.size.width, inner.size.height))
    switch photograph.samples {
    case .bytes(let values): return photograph.with(samples: .bytes(carry(change, onto: values, seam)))
    case .words(let values): return photograph.with(samples: .words(carry(change, onto: values, seam)))
    case .floats(let values): return photograph.with(samples: .floats(carry(change, onto: values, seam)))
    }
  }

  /// A change and how much of the photograph it replaces, both of the model's size.
  private struct Change {
    let image: Image
    let mask: Image?
  }

  private func carry<T: SampleValue>(_ change: Change, onto values: [T], _ seam: Double) -> [T] {
    var values = values
    values.withUnsafeMutableBufferPointer { out in
      if let alignment {
        TurnedChange(change.image, mask: change.mask, alignment, seam: seam)
          .add(to: out, width: photograph.width, in: visible)
      } else {
        level(change.image, seam).add(to: out, replacing: change.mask.map { level($0, seam) })
      }
    }
    return values
  }

  private func level(_ image: Image, _ seam: Double) -> LevelChange {
    LevelChange((try? image.cropped(to: inner)) ?? image, at: visible, in: photograph, seam: seam)
  }
}
