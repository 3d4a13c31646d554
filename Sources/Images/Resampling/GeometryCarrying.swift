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
  ///   - photograph: with 8 or 16 bits or floats, grey or RGB. RGB changes come to grey by their luma.
  ///   - feather: the width of the fading, of the model's shorter side; 0 for a hard edge.
  /// - Precondition: the change has the model's size and one or three channels, `photograph` the size that the geometry
  ///   was made for.
  /// - Throws: `ImageError.notFinite` if an element of the change is infinite or NaN.
  public func carry(
    change: Tensor, onto photograph: Image, feather: Double = Geometry.feather
  ) throws(ImageError) -> Image {
    precondition(photograph.size == self.photograph, "\(photograph.size), made for \(self.photograph)")
    precondition(
      change.shape == [change.shape[0], model.height, model.width], "\(change.shape), made for \(model)")
    let change = try Image(change).converted(toChannels: photograph.channels)
    let seam = feather * Double(min(inner.size.width, inner.size.height))
    switch photograph.samples {
    case .bytes(let values): return photograph.with(samples: .bytes(carry(change, onto: values, seam)))
    case .words(let values): return photograph.with(samples: .words(carry(change, onto: values, seam)))
    case .floats(let values): return photograph.with(samples: .floats(carry(change, onto: values, seam)))
    }
  }

  private func carry<T: SampleValue>(_ change: Image, onto values: [T], _ seam: Double) -> [T] {
    var values = values
    values.withUnsafeMutableBufferPointer { out in
      if let alignment {
        TurnedChange(change, alignment, seam: seam).add(to: out, width: photograph.width, in: visible)
      } else {
        let part = (try? change.cropped(to: inner)) ?? change
        LevelChange(part, at: visible, in: photograph, seam: seam).add(to: out)
      }
    }
    return values
  }
}
