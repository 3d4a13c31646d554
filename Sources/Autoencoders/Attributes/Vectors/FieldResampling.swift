package import Tensors

extension Tensor {
  /// The planes [channels, height, width], or one plane [height, width], brought to another size by a triangle that is
  /// as wide as the coarser grid's steps: between places linear, and where the field shrinks a weighted mean. What is the
  /// same everywhere stays so.
  /// - Precondition: it has two axes or three, and nothing is empty.
  package func resampled(height: Int, width: Int) -> Tensor {
    let rank = shape.rank
    precondition(rank == 2 || rank == 3, "\(shape) has no planes")
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    if rows == height, columns == width { return self }
    let (down, across) = (AxisBlend(from: rows, to: height), AxisBlend(from: columns, to: width))
    let planes = count / (rows * columns)
    return Tensor(Shape(shape.dimensions.dropLast(2) + [height, width])) { out in
      withUnsafeElements { x in
        for plane in 0..<planes {
          let first = plane * rows * columns
          for row in 0..<height {
            for column in 0..<width {
              var sum = 0.0
              for (y, a) in down[row] {
                for (c, b) in across[column] { sum += a * b * Double(x[first + y * columns + c]) }
              }
              out[(plane * height + row) * width + column] = Float(sum)
            }
          }
        }
      }
    }
  }

  /// The mean of each plane of [channels, height, width].
  package var planeMeans: Tensor {
    let size = max(1, count / max(1, shape[0]))
    return Tensor([shape[0]]) { out in
      withUnsafeElements { x in
        for plane in out.indices {
          out[plane] = Float(x[plane * size..<(plane + 1) * size].reduce(0.0) { $0 + Double($1) } / Double(size))
        }
      }
    }
  }
}

/// What each place of an axis takes of the places of another; the weights of each add up to 1.
private struct AxisBlend {
  private let weights: [[(place: Int, weight: Double)]]

  init(from: Int, to: Int) {
    let step = Double(from) / Double(to)
    let reach = max(1, step)
    weights = (0..<to).map { place in
      let centre = (Double(place) + 0.5) * step - 0.5
      var parts: [Int: Double] = [:]
      for other in Int((centre - reach).rounded(.up))...Int((centre + reach).rounded(.down)) {
        // Beyond the edge the field goes on as it is there.
        parts[min(max(other, 0), from - 1), default: 0] += 1 - abs(Double(other) - centre) / reach
      }
      let sum = parts.values.reduce(0, +)
      return parts.sorted { $0.key < $1.key }.map { (place: $0.key, weight: $0.value / sum) }
    }
  }

  subscript(place: Int) -> [(place: Int, weight: Double)] { weights[place] }
}
