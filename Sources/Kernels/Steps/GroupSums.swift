import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a group norm does to each channel, as a scale and a shift, from the sums over all rows of an item.
///
/// The rows may come a few at a time: the sums go on, pixel by pixel in their order, so that how the picture is cut
/// changes no bit of them.
struct GroupSums: BandStep {
  private let layout: ChannelsLast
  private let groups: Int
  private let epsilon: Double
  private let weight: [Float]
  private let bias: [Float]
  private let batch: Int

  init(_ norm: GroupNormalization, layout: ChannelsLast, batch: Int) {
    self.layout = layout
    groups = norm.groups
    epsilon = norm.epsilon
    weight = norm.weight.elements
    bias = norm.bias.elements
    self.batch = batch
  }

  /// The floats of a result: two doubles a channel, of which the sums are made, and then all scales and all shifts.
  static func count(channels: Int) -> Int { 6 * channels }

  var scratch: Int { 0 }
  var height: Int { layout.height }
  var isSum: Bool { true }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    for item in 0..<batch {
      run(
        rows: 0..<height, source + item * layout.count, and: [],
        target + item * GroupSums.count(channels: layout.channels), scratch)
    }
  }

  func run(
    rows: Range<Int>, _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>],
    _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    let channels = layout.channels
    UnsafeMutableRawPointer(target).withMemoryRebound(to: Double.self, capacity: 2 * channels) { sums in
      if rows.lowerBound == 0 { sums.update(repeating: 0, count: 2 * channels) }
      for pixel in rows.lowerBound * layout.width..<rows.upperBound * layout.width {
        add(source + pixel * channels, to: sums, squares: sums + channels)
      }
      if rows.upperBound == height { finish(sums, into: target + 4 * channels) }
    }
  }

  @inline(__always)
  private func add(
    _ x: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Double>, squares: UnsafeMutablePointer<Double>
  ) {
    for c in 0..<layout.channels {
      let value = Double(x[c])
      sums[c] += value
      squares[c] += value * value
    }
  }

  private func finish(_ sums: UnsafePointer<Double>, into scale: UnsafeMutablePointer<Float>) {
    let channels = layout.channels / groups
    let count = Double(channels * layout.pixels)
    for group in 0..<groups {
      let range = group * channels..<(group + 1) * channels
      let mean = range.reduce(0) { $0 + sums[$1] } / count
      let square = range.reduce(0) { $0 + sums[layout.channels + $1] } / count
      let inverse = 1 / sqrt(max(0, square - mean * mean) + epsilon)
      for c in range {
        let factor = Double(weight[c]) * inverse
        scale[c] = Float(factor)
        scale[layout.channels + c] = Float(Double(bias[c]) - mean * factor)
      }
    }
  }
}

/// The scale and shift of a group norm, applied.
struct GroupScaling: BandStep {
  private let layout: ChannelsLast
  private let batch: Int

  init(layout: ChannelsLast, batch: Int) {
    self.layout = layout
    self.batch = batch
  }

  var scratch: Int { 0 }
  var height: Int { layout.height }

  func run(
    _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>,
    _ scratch: UnsafeMutablePointer<Float>
  ) {
    for item in 0..<batch {
      let sums = others.map { $0 + item * GroupSums.count(channels: layout.channels) }
      run(rows: 0..<height, source + item * layout.count, and: sums, target + item * layout.count, scratch)
    }
  }

  func run(_: UnsafePointer<Float>, _: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {}

  func run(
    rows: Range<Int>, _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>],
    _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    guard let scale = others.first.map({ $0 + 4 * layout.channels }) else { return }
    scaleRows(
      source, scale, scale + layout.channels, into: target,
      rows: rows.lowerBound * layout.width..<rows.upperBound * layout.width, channels: layout.channels)
  }
}
