public import Files
public import Tensors

extension Autoencoder {
  /// The posterior means of the pictures of files, in their order, computed on all cores.
  ///
  /// The work is cut into chunks that do not depend on the number of cores, so neither does a byte.
  /// - Throws: for the first picture that cannot be read or encoded, by its file.
  public func encodeMeans(_ paths: [Path], _ reader: PictureReader) throws -> [Tensor] {
    try mapChunks(paths) { chunk in try posteriors(of: chunk, reader).map(\.mean) }
  }

  /// Calls `body` with chunks of paths on all cores and gives the results in order.
  package func mapChunks<Result: Sendable>(
    _ paths: [Path], _ body: @Sendable (ArraySlice<Path>) throws -> [Result]
  ) throws -> [Result] {
    let count = (paths.count + Self.chunk - 1) / Self.chunk
    return try concurrentMap(count) { index in
      try body(paths[index * Self.chunk..<min((index + 1) * Self.chunk, paths.count)])
    }.flatMap { $0 }
  }

  /// The posteriors of the pictures of some files.
  private func posteriors(of paths: ArraySlice<Path>, _ reader: PictureReader) throws -> [DiagonalGaussian] {
    let pictures = try paths.map { try reader.read($0) }
    return try zip(paths, encode(pictures)).map { path, result in try result.get(for: path) }
  }
}

extension Result where Failure == ModelError {
  /// The value, or the error with the file that it is about.
  func get(for path: Path) throws -> Success {
    switch self {
    case .success(let value): return value
    case .failure(let error): throw PictureError(path: path, reason: "\(error)")
    }
  }
}
