public import Kernels
import Tensors

/// A picture in another size, by the rules that ONNX and PyTorch know.
///
/// Takes `[channels, height, width]`. The new size is given in pixels or as factors.
public struct Resize: Layer {
  public static let declaration = LayerDeclaration(
    "resize", "makes a picture larger or smaller",
    fields: [
      .optional("size", .extents(1...Reading.largestExtent), "the new height and width"),
      .optional("rows", .number(1e-3...1e3), "the factor of the height, instead"),
      .optional("columns", .number(1e-3...1e3), "the factor of the width, instead"),
      .optional("mode", .choice(["nearest", "linear", "cubic"]), default: .text("nearest"), "how pixels are made"),
      .optional(
        "coordinates", .choice(Resampling.Coordinates.allCases.map(\.rawValue)), default: .text("half pixel"),
        "which place of the old picture a pixel of the new one is"),
      .optional(
        "rounding", .choice(Resampling.Rounding.allCases.map(\.rawValue)), default: .text("half down"),
        "which pixel is the nearest"),
      .optional("coefficient", .number(-2...2), default: .number(-0.75), "the parameter of cubic curves"),
      .optional(
        "exclude outside", .flag, default: .flag(false), "whether cubic weights outside the picture are left out"),
    ])

  let size: [Int]
  let factors: [Double?]
  let resampling: Resampling

  public init(_ fields: Fields) {
    size = fields.integers("size")
    factors = [fields.number("rows"), fields.number("columns")]
    resampling = Resampling(
      mode: .init(rawValue: fields.text("mode")) ?? .nearest,
      coordinates: .init(rawValue: fields.text("coordinates")) ?? .halfPixel,
      rounding: .init(rawValue: fields.text("rounding")) ?? .halfDown,
      coefficient: fields.number("coefficient") ?? -0.75, excludesOutside: fields.flag("exclude outside"))
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let shape = network.program.shape(of: input)
    guard shape.rank == 3 else { throw LayerError.rank(expected: 3, found: shape) }
    let parts = (0..<2).compactMap { direction -> AxisWeights? in
      let extent = shape[direction + 1]
      let factor = factors[direction] ?? 1
      let target = size.isEmpty ? Int((Double(extent) * factor).rounded(.down)) : size[min(direction, size.count - 1)]
      let scale = factors[direction] ?? Double(target) / Double(extent)
      if target == extent, scale == 1 { return nil }
      let taps = (0..<max(0, target)).map { resampling.taps(for: $0, of: target, from: extent, scale: scale) }
      return AxisWeights(axis: direction + 1, extent: extent, taps: taps)
    }
    guard parts.allSatisfy({ !$0.taps.isEmpty }) else { throw LayerError.windows(found: shape) }
    return parts.isEmpty ? input : try network.append(.array(.resample(parts)), to: input)
  }
}

/// How pixels of another size are made of those of a line.
struct Resampling: Sendable {
  enum Mode: String, Sendable { case nearest, linear, cubic }

  enum Coordinates: String, CaseIterable, Sendable {
    case halfPixel = "half pixel"
    case halfPixelSymmetric = "half pixel symmetric"
    case pytorchHalfPixel = "pytorch half pixel"
    case asymmetric
    case alignCorners = "align corners"
  }

  enum Rounding: String, CaseIterable, Sendable {
    case halfDown = "half down"
    case halfUp = "half up"
    case down, up
  }

  let mode: Mode
  let coordinates: Coordinates
  let rounding: Rounding
  let coefficient: Double
  let excludesOutside: Bool

  /// What the pixel at a place is a sum of.
  func taps(for place: Int, of target: Int, from extent: Int, scale: Double) -> [AxisWeights.Tap] {
    let x = coordinate(Double(place), target, extent, scale)
    func held(_ place: Int) -> Int { min(max(place, 0), extent - 1) }
    switch mode {
    case .nearest: return [.init(held(nearest(x)), 1)]
    case .linear:
      let inside = min(max(x, 0), Double(extent - 1))
      let first = Int(inside.rounded(.down))
      let rest = inside - Double(first)
      return rest == 0 ? [.init(first, 1)] : [.init(first, Float(1 - rest)), .init(held(first + 1), Float(rest))]
    case .cubic:
      let first = Int(x.rounded(.down))
      var taps = (-1...2).map { (first + $0, cubic(x - Double(first + $0))) }
      if excludesOutside {
        taps = taps.filter { (0..<extent).contains($0.0) }
        let sum = taps.reduce(0) { $0 + $1.1 }
        taps = taps.map { ($0.0, $0.1 / sum) }
      }
      return taps.map { .init(held($0.0), Float($0.1)) }
    }
  }

  private func coordinate(_ place: Double, _ target: Int, _ extent: Int, _ scale: Double) -> Double {
    switch coordinates {
    case .halfPixel: return (place + 0.5) / scale - 0.5
    case .halfPixelSymmetric:
      let adjustment = Double(target) / (scale * Double(extent))
      return Double(extent) / 2 * (1 - adjustment) + (place + 0.5) / scale - 0.5
    case .pytorchHalfPixel: return target > 1 ? (place + 0.5) / scale - 0.5 : 0
    case .asymmetric: return place / scale
    case .alignCorners: return target > 1 ? place * Double(extent - 1) / Double(target - 1) : 0
    }
  }

  private func nearest(_ x: Double) -> Int {
    switch rounding {
    case .halfDown: Int((x - 0.5).rounded(.up))
    case .halfUp: Int((x + 0.5).rounded(.down))
    case .down: Int(x.rounded(.down))
    case .up: Int(x.rounded(.up))
    }
  }

  private func cubic(_ distance: Double) -> Double {
    let (d, a) = (abs(distance), coefficient)
    if d <= 1 { return ((a + 2) * d - (a + 3)) * d * d + 1 }
    return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0
  }
}
