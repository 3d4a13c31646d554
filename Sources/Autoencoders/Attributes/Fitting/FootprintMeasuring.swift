public import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Autoencoder {
  /// Measures where a vector acts: the mean of |D(z + 1.5·v) − D(z)| over latents and channels, blurred by a Gaussian of a
  /// 64th of the picture's longer side, divided by its 97th percentile and clamped to 1.
  /// - Parameter latents: some of those that the vector was fitted on.
  /// - Returns: nil where the vector changes no picture.
  /// - Throws: what the kernels report, `ModelError`.
  public func footprint(of vector: AttributeVector, over latents: [Tensor]) throws -> Footprint? {
    guard let shape = latents.first?.shape else { return nil }
    let step = vector.displacement(strength: 1.5, for: shape)
    let chunks = (latents.count + Self.chunk - 1) / Self.chunk
    let sums = try concurrentMap(chunks) { index in
      try changes(latents[index * Self.chunk..<min((index + 1) * Self.chunk, latents.count)], step)
    }
    var sum = sums[0]
    for other in sums.dropFirst() { sum = sum.combined(with: other, +) }
    let blurred = sum.blurred(deviation: Float(max(pictureShape[1], pictureShape[2])) / 64)
    let scale = Self.percentile97(blurred)
    guard scale > 0 else { return nil }
    return try Footprint(blurred.map { min($0 / scale, 1) }, of: vector.name)
  }

  /// Σ |D(z + step) − D(z)| over some latents and the channels, [height, width].
  private func changes(_ latents: ArraySlice<Tensor>, _ step: Tensor) throws -> Tensor {
    let before = try decode(Array(latents)).map { try $0.get().mean }
    let after = try decode(latents.map { $0.combined(with: step, +) }).map { try $0.get().mean }
    let plane = Shape([pictureShape[1], pictureShape[2]])
    return zip(before, after).reduce(Tensor(plane)) { sum, pair in
      pair.0.combined(with: pair.1) { abs($1 - $0) }.summed(into: sum)
    }
  }

  /// The value at the nearest rank of 97 %.
  private static func percentile97(_ plane: Tensor) -> Float {
    let sorted = plane.elements.sorted()
    return sorted[(sorted.count * 97 + 99) / 100 - 1]
  }
}

extension Tensor {
  /// The planes of [channels, height, width] added to one of [height, width].
  fileprivate func summed(into plane: Tensor) -> Tensor {
    var result = plane
    result.withUnsafeMutableElements { result in
      withUnsafeElements { for i in $0.indices { result[i % result.count] += $0[i] } }
    }
    return result
  }

  /// A plane blurred by a Gaussian over the pixels within three deviations that there are.
  fileprivate func blurred(deviation: Float) -> Tensor {
    let radius = Int((3 * deviation).rounded(.up))
    let weights = (-radius...radius).map { offset in exp(-Float(offset * offset) / (2 * deviation * deviation)) }
    let (height, width) = (shape[0], shape[1])
    return blurred(weights, radius, lines: height, of: width, step: 1, next: width)
      .blurred(weights, radius, lines: width, of: height, step: width, next: 1)
  }

  /// Blurs each of some lines of elements that are `step` apart; the next line begins `next` further.
  private func blurred(_ weights: [Float], _ radius: Int, lines: Int, of count: Int, step: Int, next: Int) -> Tensor {
    let elements = elements
    return Tensor(shape) { out in
      for line in 0..<lines {
        for i in 0..<count {
          let near = max(i - radius, 0)...min(i + radius, count - 1)
          let sums = near.reduce((value: Float(0), weight: Float(0))) { sums, j in
            let weight = weights[j - i + radius]
            return (sums.value + weight * elements[line * next + j * step], sums.weight + weight)
          }
          out[line * next + i * step] = sums.value / sums.weight
        }
      }
    }
  }
}
