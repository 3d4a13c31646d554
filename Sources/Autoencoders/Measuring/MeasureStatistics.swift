public import Files
public import Tensors

extension ModelStatistics {
  /// Measures the training data: the 99.9th percentiles of reconstruction error and latent norm.
  ///
  /// A percentile is the nearest rank: the smallest value that at least 99.9 % of the pictures do not exceed.
  /// - Throws: `StatisticsError.noPictures`; for the first picture that cannot be used, by its file.
  public static func measure(
    _ model: Autoencoder, on paths: [Path], _ reader: PictureReader
  ) throws -> ModelStatistics {
    guard !paths.isEmpty else { throw StatisticsError.noPictures }
    let measured = try model.mapChunks(paths) { chunk in try model.measure(chunk, reader) }
    return ModelStatistics(
      reconstructionError: percentile(measured.map(\.reconstructionError)),
      latentNorm: percentile(measured.map(\.latentNorm)))
  }

  /// Measures pictures that are in memory, by their numbers.
  /// - Parameter labels: the number of each picture's class, for a model with a condition.
  /// - Throws: `StatisticsError.noPictures`; `ModelError` for the first that the model gives nothing finite for.
  public static func measure(
    _ model: Autoencoder, on count: Int, labels: [Int] = [], _ picture: @Sendable (Int) -> Tensor
  ) throws -> ModelStatistics {
    guard count > 0 else { throw StatisticsError.noPictures }
    let chunks = (count + Autoencoder.chunk - 1) / Autoencoder.chunk
    let measured = try concurrentMap(chunks) { chunk in
      let places = chunk * Autoencoder.chunk..<min((chunk + 1) * Autoencoder.chunk, count)
      return try model.measure(places.map(picture), labels.isEmpty ? [] : Array(labels[places]))
    }.flatMap(\.self)
    return ModelStatistics(
      reconstructionError: percentile(measured.map(\.reconstructionError)),
      latentNorm: percentile(measured.map(\.latentNorm)))
  }

  /// The value at the nearest rank of 99.9 %.
  static func percentile(_ values: [Double]) -> Double {
    let rank = (values.count * 999 + 999) / 1000
    return values.sorted()[max(rank, 1) - 1]
  }
}

/// Why nothing can be measured.
public enum StatisticsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no picture.
  case noPictures

  public var description: String { "there are no pictures to measure; name a folder that has some" }
}

extension Autoencoder {
  /// Whether a picture is like the training data.
  /// - Parameters:
  ///   - posterior: the picture's.
  ///   - reconstructionError: of its reconstruction, by `reconstructionError(of:from:)`; nil if it was not decoded.
  public func familiarity(of posterior: DiagonalGaussian, reconstructionError: Double? = nil) -> Familiarity {
    Familiarity(
      latentNorm: posterior.mean.norm, reconstructionError: reconstructionError, description.statistics)
  }

  /// The mean squared difference of a picture and its reconstruction, over all samples, in the model's range.
  /// - Precondition: both have the same shape.
  public static func reconstructionError(of picture: Tensor, from reconstruction: Tensor) -> Double {
    precondition(picture.shape == reconstruction.shape, "pictures of different shapes")
    let sum = picture.withUnsafeElements { a in
      reconstruction.withUnsafeElements { b in squaredDistance(a, b) }
    }
    return sum / Double(picture.count)
  }

  /// Reconstruction error and latent norm of some pictures.
  fileprivate func measure(_ pictures: [Tensor], _ labels: [Int]) throws -> [ModelStatistics] {
    let posteriors = try encode(pictures, labels: labels, spread: false).map { try $0.get() }
    let likelihoods = try decode(posteriors.map(\.mean), labels: labels, spread: false).map { try $0.get() }
    return pictures.indices.map { i in
      ModelStatistics(
        reconstructionError: Self.reconstructionError(of: pictures[i], from: likelihoods[i].mean),
        latentNorm: posteriors[i].mean.norm)
    }
  }

  /// Reconstruction error and latent norm of the pictures of some files.
  fileprivate func measure(_ paths: ArraySlice<Path>, _ reader: PictureReader) throws -> [ModelStatistics] {
    let pictures = try paths.map { try reader.read($0) }
    let posteriors = try zip(paths, encode(pictures)).map { path, result in try result.get(for: path) }
    let likelihoods = try zip(paths, decode(posteriors.map(\.mean))).map { path, result in try result.get(for: path) }
    return pictures.indices.map { i in
      ModelStatistics(
        reconstructionError: Self.reconstructionError(of: pictures[i], from: likelihoods[i].mean),
        latentNorm: posteriors[i].mean.norm)
    }
  }
}

/// The sum of the squared differences, in eight sums side by side: one alone would wait for each addition.
private func squaredDistance(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) -> Double {
  let whole = a.count & ~7
  var sums = SIMD8<Double>()
  for start in stride(from: 0, to: whole, by: 8) {
    for lane in 0..<8 {
      let difference = Double(a[start + lane]) - Double(b[start + lane])
      sums[lane] += difference * difference
    }
  }
  return (whole..<a.count).reduce(sums.sum()) { sum, i in
    let difference = Double(a[i]) - Double(b[i])
    return sum + difference * difference
  }
}
