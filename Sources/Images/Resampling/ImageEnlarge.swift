extension Image {
  /// The picture with every pixel a square of `factor` × `factor`, as sharp as before.
  /// - Precondition: `factor` is at least 1.
  public func enlarged(by factor: Int) -> Image {
    precondition(factor >= 1, "enlarged by \(factor)")
    guard factor > 1 else { return self }
    let columns = (0..<size.width * factor).map { $0 / factor }
    let rows = (0..<size.height * factor).map { $0 / factor }
    return Image(
      size: PixelSize(width: columns.count, height: rows.count), channels: channels,
      samples: samples.gathered(width: size.width, channels: channels, columns: columns, rows: rows),
      alpha: alpha?.gathered(width: size.width, channels: 1, columns: columns, rows: rows), metadata: metadata)
  }
}
