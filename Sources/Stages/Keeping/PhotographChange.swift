import Tensors

/// What an edit changes of a photograph, in the model's frame.
///
/// With x the photograph, r its reconstruction, D′ the edited picture and w the weights of the edit's area:
/// Δ = w·(D′ − r), g = min(1, blur(blur(gain · mean over channels of |Δ|))), and what comes out is x + Δ − g·(x − r). So
/// where nothing was edited it is x, and where much was, the decoder's picture takes the place of the photograph's
/// detail, which would shine through as a ghost.
///
/// That is (1 − g)·x + (Δ + g·r): the photograph is only multiplied and added to, so that a larger one can be kept at its
/// own size, where it has detail that the model never saw.
struct PhotographChange {
  /// What is added: Δ + g·r, `[channels, height, width]`, white 1.
  private(set) var addition: Tensor
  /// How much of the photograph is replaced: g, `[1, height, width]`; nil is nothing.
  private(set) var mask: Tensor?

  /// - Parameters:
  ///   - edited: D′, `[channels, height, width]`, white 1.
  ///   - reconstruction: r, the same.
  ///   - weights: w, [height, width]; nil is 1 everywhere.
  ///   - gain: how soon the decoder's picture takes the place of the photograph's detail; 0 never.
  init(edited: Tensor, reconstruction: Tensor, weights: Tensor?, gain: Float) {
    addition = Self.difference(edited, reconstruction, weights)
    guard gain > 0 else { return }
    let (width, height) = (edited.shape[2], edited.shape[1])
    let pixels = width * height
    var mask = Self.visibility(of: addition, gain)
    mask.withUnsafeMutableElements { mask in
      Blur(width: width, height: height).apply(to: mask, times: 2)
      for i in 0..<pixels { mask[i] = min(1, mask[i]) }
    }
    addition.withUnsafeMutableElements { addition in
      mask.withUnsafeElements { mask in
        reconstruction.withUnsafeElements { r in
          for plane in stride(from: 0, to: r.count, by: pixels) {
            for i in 0..<pixels { addition[plane &+ i] += mask[i] * r[plane &+ i] }
          }
        }
      }
    }
    self.mask = mask
  }

  /// Δ.
  private static func difference(_ edited: Tensor, _ reconstruction: Tensor, _ weights: Tensor?) -> Tensor {
    var difference = Tensor(edited.shape) { out in
      edited.withUnsafeElements { a in
        reconstruction.withUnsafeElements { b in for i in 0..<out.count { out[i] = a[i] - b[i] } }
      }
    }
    guard let weights else { return difference }
    difference.withUnsafeMutableElements { out in
      weights.withUnsafeElements { weights in
        for plane in stride(from: 0, to: out.count, by: weights.count) {
          for i in 0..<weights.count { out[plane &+ i] *= weights[i] }
        }
      }
    }
    return difference
  }

  /// gain · mean over channels of |Δ|.
  private static func visibility(of change: Tensor, _ gain: Float) -> Tensor {
    let shape: Shape = [1, change.shape[1], change.shape[2]]
    let factor = gain / Float(change.shape[0])
    return Tensor(shape) { out in
      change.withUnsafeElements { change in
        for plane in stride(from: 0, to: change.count, by: shape.count) {
          for i in 0..<shape.count { out[i] += factor * abs(change[plane &+ i]) }
        }
      }
    }
  }
}
