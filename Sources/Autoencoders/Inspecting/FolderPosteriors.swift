public import Files

extension Autoencoder {
  /// The posteriors of the pictures of files, in their order, computed on all cores; a picture that cannot be used fails
  /// alone, with its reason.
  ///
  /// Of each picture only its posterior is kept: of 128 dimensions, about a kilobyte.
  /// - Throws: what the kernels report.
  public func posteriors(
    ofEach paths: [Path], _ reader: PictureReader
  ) throws -> [Result<DiagonalGaussian, PictureError>] {
    try mapChunks(paths) { chunk in
      let pictures = chunk.map { path in Result { try reader.read(path) }.mapError { PictureError(path, $0) } }
      var encoded = try encode(pictures.compactMap { try? $0.get() }).makeIterator()
      return zip(chunk, pictures).map { path, picture in
        picture.flatMap { _ in
          (encoded.next() ?? .failure(.notFinite(.posterior))).mapError { PictureError(path: path, reason: "\($0)") }
        }
      }
    }
  }
}

extension PictureError {
  /// Whatever went wrong with a picture, told of its file.
  package init(_ path: Path, _ error: any Error) {
    self = error as? PictureError ?? PictureError(path: path, reason: "\(error)")
  }
}
