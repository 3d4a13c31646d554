import Tensors

/// How an item lies in memory between operations: all channels of a pixel side by side, pixels in rows.
///
/// A value of shape [N] may lie as any C × H × W = N it was flattened from or will be unflattened to: the weights of the
/// products around it are permuted instead of the value.
struct ChannelsLast: Hashable {
  let channels: Int
  let height: Int
  let width: Int

  /// The layout that belongs to a shape [C, H, W], or to one with fewer axes.
  init(_ shape: Shape) {
    channels = shape.rank > 0 ? shape[0] : 1
    height = shape.rank > 1 ? shape[1] : 1
    width = shape.dimensions.dropFirst(2).reduce(1, *)
  }

  var pixels: Int { height * width }
  var count: Int { channels * pixels }

  /// Whether memory order and row-major order of [C, H, W] are the same.
  var isRowMajor: Bool { channels == 1 || pixels == 1 }

  /// Where the element lies that has offset `index` in the row-major order of [C, H, W].
  func offset(ofRowMajor index: Int) -> Int { index % pixels * channels + index / pixels }

  /// The row-major offset in [C, H, W] of the element that lies at `offset`.
  func rowMajor(ofOffset offset: Int) -> Int { offset % channels * pixels + offset / channels }
}
