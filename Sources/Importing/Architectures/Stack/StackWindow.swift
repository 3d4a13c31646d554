/// How a kernel is usually moved that halves or doubles a picture.
struct StackWindow {
  let stride: Int
  let padding: Int
  /// Of a transposed convolution that doubles.
  let extra: Int

  /// Nil for a kernel that is not usual.
  init?(kernel: Int, changesSize: Bool) {
    switch (kernel, changesSize) {
    case (1, false): (stride, padding, extra) = (1, 0, 0)
    case (3, false), (5, false), (7, false): (stride, padding, extra) = (1, kernel / 2, 0)
    case (2, true): (stride, padding, extra) = (2, 0, 0)
    case (3, true), (5, true): (stride, padding, extra) = (2, kernel / 2, 1)
    case (4, true), (6, true): (stride, padding, extra) = (2, kernel / 2 - 1, 0)
    default: return nil
    }
  }
}
