import Tensors

/// What an edit changes of a photograph, in the model's frame.
///
/// With x the photograph, r its reconstruction, D′ the edited picture and w the weights of the edit's area:
/// Δ = w·(D′ − r), g = min(1, blur(blur(gain · mean over channels of |Δ|))), and the change is Δ − g·(x − r). So where
/// nothing was edited the change is 0, and where much was, the decoder's picture takes the place of the photograph's
/// detail, which would shine through as a ghost.
struct PhotographChange {
  /// How soon the decoder's picture takes the place of the photograph's detail.
  let gain: Float

  /// - Parameters:
  ///   - edited: D′, `[channels, height, width]`, white 1.
  ///   - reconstruction: r, the same.
  ///   - photograph: x, the same.
  ///   - weights: w, [height, width]; nil is 1 everywhere.
  /// - Returns: what is to be added to x.
  func callAsFunction(edited: Tensor, reconstruction: Tensor, photograph: Tensor, weights: Tensor?) -> Tensor {
    let (channels, height, width) = (edited.shape[0], edited.shape[1], edited.shape[2])
    let pixels = height * width
    var change = difference(edited, reconstruction, weights)
    guard gain > 0 else { return change }
    var mask = visibility(of: change, channels: channels, pixels)
    mask.withUnsafeMutableElements { mask in
      Blur(width: width, height: height).apply(to: mask, times: 2)
      for i in 0..<pixels { mask[i] = min(1, mask[i]) }
    }
    change.withUnsafeMutableElements { change in
      mask.withUnsafeElements { mask in
        photograph.withUnsafeElements { x in
          reconstruction.withUnsafeElements { r in
            for plane in Swift.stride(from: 0, to: channels * pixels, by: pixels) {
              for i in 0..<pixels { change[plane &+ i] -= mask[i] * (x[plane &+ i] - r[plane &+ i]) }
            }
          }
        }
      }
    }
    return change
  }

  /// Δ.
  private func difference(_ edited: Tensor, _ reconstruction: Tensor, _ weights: Tensor?) -> Tensor {
    var difference = Tensor(edited.shape) { out in
      edited.withUnsafeElements { a in
        reconstruction.withUnsafeElements { b in for i in 0..<out.count { out[i] = a[i] - b[i] } }
      }
    }
    guard let weights else { return difference }
    difference.withUnsafeMutableElements { out in
      weights.withUnsafeElements { weights in
        for plane in Swift.stride(from: 0, to: out.count, by: weights.count) {
          for i in 0..<weights.count { out[plane &+ i] *= weights[i] }
        }
      }
    }
    return difference
  }

  /// gain · mean over channels of |Δ|.
  private func visibility(of change: Tensor, channels: Int, _ pixels: Int) -> Tensor {
    let factor = gain / Float(channels)
    return Tensor([pixels]) { out in
      change.withUnsafeElements { change in
        for plane in Swift.stride(from: 0, to: channels * pixels, by: pixels) {
          for i in 0..<pixels { out[i] += factor * abs(change[plane &+ i]) }
        }
      }
    }
  }
}
