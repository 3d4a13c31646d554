import Checkpoints
public import Images
public import Tensors

/// The pictures of a training in the model's size, kept in memory as bytes.
public struct Examples: Sendable {
  /// `[channels, height, width]` of a picture.
  public let shape: Shape
  /// The name of each picture: its path below the folder, or its number.
  public let keys: [String]
  /// The class of each picture, as an index into `classes`; empty without labels.
  public let labels: [Int]
  /// The names of the classes.
  public let classes: [String]
  /// Groups in which one factor alone varies, if there are any.
  public let groups: PictureGroups?
  private let range: ValueRange
  /// All samples, picture after picture.
  private let bytes: [UInt8]

  /// Pictures as bytes, 0 black and 255 white.
  /// - Precondition: there are as many bytes as the pictures have samples, and a label for each picture or none.
  public init(
    _ bytes: [UInt8], keys: [String], labels: [Int] = [], classes: [String] = [], groups: PictureGroups? = nil,
    shape: Shape, range: ValueRange
  ) {
    precondition(bytes.count == keys.count * shape.count, "\(bytes.count) bytes for \(keys.count) pictures of \(shape)")
    precondition(labels.isEmpty || labels.count == keys.count, "\(labels.count) labels for \(keys.count) pictures")
    self.bytes = bytes
    self.keys = keys
    self.labels = labels
    self.classes = classes
    self.groups = groups
    self.shape = shape
    self.range = range
  }

  /// Tells these pictures from others.
  var fingerprint: [UInt8] {
    let names = (keys + labels.map { "\($0)" } + classes + [groups?.fingerprint ?? ""]).joined(separator: "\u{0}")
    return Array((ContentHash(of: bytes).hex + names).utf8)
  }

  /// How many pictures there are.
  public var count: Int { keys.count }

  /// A picture in the model's range.
  public func picture(_ index: Int) -> Tensor {
    Tensor(shape) { target in write(index, Variation(), to: target) }
  }

  /// Writes a picture as it is varied.
  func write(_ index: Int, _ variation: Variation, to target: UnsafeMutableBufferPointer<Float>) {
    let (lower, scale): (Float, Float) = range == .unit ? (0, 1.0 / 255) : (-1, 2.0 / 255)
    let (height, width) = (shape[1], shape[2])
    let values = (0...255).map { lower + scale * min(255, variation.light * Float($0)) }
    let columns = (0..<width).map { x in
      let place = mirroredPlace(x - variation.right, count: width)
      return variation.isFlipped ? width - 1 - place : place
    }
    bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<shape[0] * height {
        let (plane, y) = row.quotientAndRemainder(dividingBy: height)
        let source =
          index * shape.count
          + (plane * height + mirroredPlace(y - variation.down, count: height)) * width
        for x in 0..<width { target[row * width + x] = values[Int(bytes[source + columns[x]])] }
      }
    }
    if let warp = variation.warp { self.warp(target, warp) }
  }

  /// Turns, enlarges and slants a picture that is written.
  private func warp(_ target: UnsafeMutableBufferPointer<Float>, _ warp: Warp) {
    let picture = Array(target[..<shape.count])
    let (height, width) = (shape[1], shape[2])
    for row in 0..<shape[0] * height {
      let (plane, y) = row.quotientAndRemainder(dividingBy: height)
      for x in 0..<width {
        target[row * width + x] = warp.value(x: x, y: y, width: width, height: height) { x, y in
          picture[(plane * height + y) * width + x]
        }
      }
    }
  }

  /// Some of the pictures, in this order, without groups.
  public func subset(_ indices: [Int]) -> Examples {
    Examples(
      indices.flatMap { bytes[$0 * shape.count..<($0 + 1) * shape.count] }, keys: indices.map { keys[$0] },
      labels: labels.isEmpty ? [] : indices.map { labels[$0] }, classes: classes, shape: shape, range: range)
  }
}
