import Tensors

/// Items as whole numbers from −127 to 127, each item with a scale of its own: value = number · scale.
///
/// The scale is the item's largest magnitude divided by 127. It depends on no other item, so neither does a byte, and
/// no value is cut off.
struct Quantised {
  /// Items along the first axis.
  let numbers: Tensor
  /// One for each item.
  let scales: Tensor

  /// What the scales of an array are called in a file.
  static func scaleName(of name: String) -> String { name + ".scale" }

  init(numbers: Tensor, scales: Tensor) {
    self.numbers = numbers
    self.scales = scales
  }

  /// Rounds each number to the nearest step, ties to even.
  init(_ items: Tensor) {
    let width = items.shape.item.count
    let scales = Tensor([items.shape[0]]) { out in
      items.withUnsafeElements { all in
        for item in out.indices {
          out[item] = all[item * width..<(item + 1) * width].reduce(0) { max($0, abs($1)) } / 127
        }
      }
    }
    numbers = items.eachItem(by: scales) { value, scale in
      scale == 0 ? 0 : max(-127, min(127, (value / scale).rounded(.toNearestOrEven)))
    }
    self.scales = scales
  }

  /// The items again, each number at most half a step off.
  var tensor: Tensor { numbers.eachItem(by: scales) { $0 * $1 } }
}

extension Tensor {
  /// Each number through `transform`, with its item's number beside it.
  fileprivate func eachItem(by items: Tensor, _ transform: (Float, Float) -> Float) -> Tensor {
    let width = shape.item.count
    return Tensor(shape) { out in
      withUnsafeElements { all in
        items.withUnsafeElements { items in for i in all.indices { out[i] = transform(all[i], items[i / width]) } }
      }
    }
  }
}
