/// The elements of each item from one layout into another of as many elements, by way of the row-major order.
struct Rearrangement: Step {
  let from: ChannelsLast
  let to: ChannelsLast
  let batch: Int

  var scratch: Int { 0 }

  func run(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    for item in 0..<batch {
      let (source, target) = (source + item * from.count, target + item * to.count)
      for i in 0..<from.count { target[to.offset(ofRowMajor: i)] = source[from.offset(ofRowMajor: i)] }
    }
  }
}

/// The caller's items, whose planes follow each other, into pixels of all channels.
struct Import: BandStep {
  let layout: ChannelsLast
  let batch: Int

  var scratch: Int { 0 }

  var height: Int { layout.height }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    for item in 0..<batch {
      run(rows: 0..<height, source + item * layout.count, and: [], target + item * layout.count, scratch)
    }
  }

  func run(
    rows: Range<Int>, _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>],
    _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    for c in 0..<layout.channels {
      let plane = source + c * layout.pixels
      for p in rows.lowerBound * layout.width..<rows.upperBound * layout.width {
        target[p * layout.channels + c] = plane[p]
      }
    }
  }
}

/// A part of each item into the caller's memory, in row-major order, with an activation on the way.
struct Export: BandStep {
  let layout: ChannelsLast
  /// The offsets in row-major order of what is wanted.
  let range: Range<Int>
  let activation: Activation?
  let batch: Int
  let arithmetic: any Arithmetic

  var scratch: Int { 0 }

  func run(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    for item in 0..<batch {
      let (source, target) = (source + item * layout.count, target + item * range.count)
      if layout.isRowMajor {
        target.update(from: source + range.lowerBound, count: range.count)
      } else {
        copyPlanes(source, target)
      }
      if let activation { arithmetic.apply(activation, to: target, count: range.count) }
    }
  }

  var height: Int { layout.height }

  func run(
    rows: Range<Int>, _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>],
    _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    let (first, count) = (rows.lowerBound * layout.width, rows.count * layout.width)
    for channel in range.lowerBound / layout.pixels..<range.upperBound / layout.pixels {
      let from = source + first * layout.channels + channel
      let plane = target + channel * layout.pixels - range.lowerBound + first
      for p in 0..<count { plane[p] = from[p * layout.channels] }
      if let activation { arithmetic.apply(activation, to: plane, count: count) }
    }
  }

  private func copyPlanes(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let (channel, pixel) = (index / layout.pixels, index % layout.pixels)
      let count = min(layout.pixels - pixel, range.upperBound - index)
      let first = source + pixel * layout.channels + channel
      let plane = target + (index - range.lowerBound)
      for p in 0..<count { plane[p] = first[p * layout.channels] }
      index += count
    }
  }
}
