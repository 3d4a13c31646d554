extension Image {
  /// The part of the picture inside a box.
  /// - Throws: `ImageError.cropOutside` if the box is empty or leaves the picture.
  public func cropped(to box: CropBox) throws(ImageError) -> Image {
    try box.check(inside: size)
    return gathered(box.size, box == CropBox(size)) { x, y in (box.left + x, box.top + y) }
  }

  /// A larger picture with this one at `inner`; its edges are repeated outwards.
  /// - Precondition: `inner` has this picture's size and lies inside `outer`.
  func extended(to outer: PixelSize, at inner: CropBox) -> Image {
    precondition(inner.size == size, "\(size) at \(inner)")
    return gathered(outer, outer == size) { x, y in
      (min(max(x - inner.left, 0), size.width - 1), min(max(y - inner.top, 0), size.height - 1))
    }
  }

  /// A picture whose pixel (x, y) is the pixel of this one at `source(x, y)`.
  private func gathered(
    _ target: PixelSize, _ isIdentity: Bool, _ source: (_ x: Int, _ y: Int) -> (x: Int, y: Int)
  ) -> Image {
    if isIdentity { return self }
    // Column and row do not depend on each other.
    let columns = (0..<target.width).map { source($0, 0).x }
    let rows = (0..<target.height).map { source(0, $0).y }
    return Image(
      size: target, channels: channels,
      samples: samples.gathered(width: size.width, channels: channels, columns: columns, rows: rows),
      alpha: alpha?.gathered(width: size.width, channels: 1, columns: columns, rows: rows), metadata: metadata)
  }
}

extension Image.Samples {
  /// The samples at every combination of the given rows and columns.
  func gathered(width: Int, channels: Int, columns: [Int], rows: [Int]) -> Image.Samples {
    switch self {
    case .bytes(let values): .bytes(gather(values, width, channels, columns, rows))
    case .words(let values): .words(gather(values, width, channels, columns, rows))
    case .floats(let values): .floats(gather(values, width, channels, columns, rows))
    }
  }
}

private func gather<T>(_ values: [T], _ width: Int, _ channels: Int, _ columns: [Int], _ rows: [Int]) -> [T] {
  var out: [T] = []
  out.reserveCapacity(rows.count * columns.count * channels)
  for row in rows {
    for column in columns {
      let start = (row * width + column) * channels
      for channel in 0..<channels { out.append(values[start + channel]) }
    }
  }
  return out
}
