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
struct Import: Step {
  let layout: ChannelsLast
  let batch: Int

  var scratch: Int { 0 }

  func run(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    let (channels, pixels) = (layout.channels, layout.pixels)
    for item in 0..<batch {
      for c in 0..<channels {
        let plane = source + (item * channels + c) * pixels
        let first = target + item * layout.count + c
        for p in 0..<pixels { first[p * channels] = plane[p] }
      }
    }
  }
}

/// A part of each item into the caller's memory, in row-major order, with an activation on the way.
struct Export: Step {
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
      var index = range.lowerBound
      while index < range.upperBound {
        let (channel, pixel) = (index / layout.pixels, index % layout.pixels)
        let count = min(layout.pixels - pixel, range.upperBound - index)
        let first = source + pixel * layout.channels + channel
        let plane = target + (index - range.lowerBound)
        for p in 0..<count { plane[p] = first[p * layout.channels] }
        index += count
      }
      if let activation { arithmetic.apply(activation, to: target, count: range.count) }
    }
  }
}
