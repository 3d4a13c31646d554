/// How the colours between those of a palette are shown.
public enum Dither: String, CaseIterable, Sendable {
  /// Two colours mixed in a fixed pattern: what does not move from frame to frame stays still.
  case ordered
  /// What one pixel is off by goes to its neighbours (Floyd and Steinberg): finest in a single frame, but grainy in
  /// motion.
  case diffusion
  /// The nearest colour.
  case none
}

/// Puts pictures into the colours of a palette. Remembers what it found for each colour.
struct Ditherer {
  let palette: Palette
  let dither: Dither
  private var nearest: [UInt32: UInt8] = [:]
  private var mixtures: [UInt32: Mixture] = [:]

  private struct Mixture {
    let first: UInt8
    let second: UInt8
    /// Of 64 pixels so many have the second.
    let count: Int
  }

  init(_ palette: Palette, _ dither: Dither) {
    self.palette = palette
    self.dither = dither
  }

  /// The index of each pixel.
  mutating func indices(of pixels: [UInt32], width: Int) -> [UInt8] {
    switch dither {
    case .none: pixels.map { index(of: $0) }
    case .ordered: pixels.indices.map { ordered(pixels[$0], x: $0 % width, y: $0 / width) }
    case .diffusion: diffused(pixels, width)
    }
  }

  private mutating func index(of colour: UInt32) -> UInt8 {
    if let known = nearest[colour] { return known }
    let index = UInt8(palette.nearest(to: Lab(colour)))
    nearest[colour] = index
    return index
  }

  private mutating func ordered(_ colour: UInt32, x: Int, y: Int) -> UInt8 {
    let mixture = mixture(for: colour)
    return pattern[y % 8 * 8 + x % 8] < mixture.count ? mixture.second : mixture.first
  }

  private mutating func mixture(for colour: UInt32) -> Mixture {
    if let known = mixtures[colour] { return known }
    let (first, second, share) = palette.mixture(for: Lab(colour))
    let mixture = Mixture(first: UInt8(first), second: UInt8(second), count: Int((share * 64).rounded()))
    mixtures[colour] = mixture
    return mixture
  }

  /// Row by row from left to right; 7, 3, 5 and 1 sixteenths go on to the right and to the row below.
  private func diffused(_ pixels: [UInt32], _ width: Int) -> [UInt8] {
    let none = Lab(l: 0, a: 0, b: 0)
    var (here, below) = ([Lab](repeating: none, count: width + 2), [Lab](repeating: none, count: width + 2))
    return pixels.indices.map { place in
      let x = place % width + 1
      if x == 1 { (here, below) = (below, [Lab](repeating: none, count: width + 2)) }
      let wanted = Lab(pixels[place]) + here[x]
      let index = palette.nearest(to: wanted)
      let error = wanted - palette.point(index)
      here[x + 1] = here[x + 1] + error * (7 / 16)
      below[x - 1] = below[x - 1] + error * (3 / 16)
      below[x] = below[x] + error * (5 / 16)
      below[x + 1] = below[x + 1] + error * (1 / 16)
      return UInt8(index)
    }
  }
}

/// Bayer's matrix of 8×8: 0 to 63, each number as far from its like as can be.
private let pattern: [Int] = (0..<64).map { place in
  let (x, y) = (place % 8, place / 8)
  return (0..<3).reduce(0) { value, bit in
    let (across, down) = (x >> bit & 1, y >> bit & 1)
    return value | (across ^ down) << (5 - 2 * bit) | down << (4 - 2 * bit)
  }
}
