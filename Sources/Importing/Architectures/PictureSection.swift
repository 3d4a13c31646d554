import Autoencoders
import Documents

/// What a template says of pictures and of what the decoder makes them of: the same for all of them.
struct PictureSection {
  let channels: Int
  let height: PictureExtent
  let width: PictureExtent
  let range: PixelRange

  /// Pictures of one size.
  init(channels: Int, height: Int, width: Int, range: PixelRange) {
    (self.channels, self.height, self.width, self.range) = (channels, .fixed(height), .fixed(width), range)
  }

  /// Pictures for layers that work alike at every place: of any size, unless one was said.
  /// - Parameter factor: how often the layers halve them, as a power of two.
  init(channels: Int, factor: Int, _ settings: ImportSettings, range: PixelRange) {
    self.channels = channels
    height = settings.fixedSize.map { .fixed($0.height) } ?? .multiple(of: factor)
    width = settings.fixedSize.map { .fixed($0.width) } ?? .multiple(of: factor)
    self.range = range
  }

  /// The section `input`.
  var input: Node {
    .map([
      "channels": .int(channels), "height": height.node, "width": width.node,
      "range": .list(range == .unit ? [.int(0), .int(1)] : [.int(-1), .int(1)]),
    ])
  }

  private var sizeAssumption: Assumption {
    let channels = "\(channels) channel\(channels == 1 ? "" : "s")"
    if let width = width.fixed, let height = height.fixed {
      return Assumption("pictures have \(width)×\(height) pixels with \(channels)", change: "--size WIDTHxHEIGHT")
    }
    return Assumption("pictures have \(channels) and any size", change: "--size WIDTHxHEIGHT")
  }

  var assumptions: [Assumption] {
    [
      sizeAssumption,
      Assumption(
        "black and white are \(range == .unit ? "0 and 1" : "−1 and 1")",
        change: range == .unit ? "--range -1..1" : "--range 0..1"),
    ]
  }

  /// The layer that takes off the mean and divides by the deviation, where the user gives them.
  /// - Throws: for another number of them than there are channels.
  func normalisation(_ settings: ImportSettings) throws(ImportError) -> Node? {
    guard let (mean, deviation) = try moments(settings) else { return nil }
    return .scale(deviation.map { 1 / $0 }, shift: zip(mean, deviation).map { -$0 / $1 })
  }

  /// The layer that undoes it behind the decoder.
  func restoration(_ settings: ImportSettings) throws(ImportError) -> Node? {
    guard let (mean, deviation) = try moments(settings) else { return nil }
    return .scale(deviation, shift: mean)
  }

  private func moments(_ settings: ImportSettings) throws(ImportError) -> (mean: [Double], deviation: [Double])? {
    if settings.channelMean == nil, settings.channelDeviation == nil { return nil }
    let mean = settings.channelMean ?? [Double](repeating: 0, count: channels)
    let deviation = settings.channelDeviation ?? [Double](repeating: 1, count: channels)
    guard mean.count == channels, deviation.count == channels else {
      throw .unsupported(
        "the pictures have \(channels) channels: give --mean and --deviation as many numbers, with commas between them")
    }
    return (mean, deviation)
  }
}

extension PictureExtent {
  fileprivate var node: Node {
    switch self {
    case .fixed(let pixels): .int(pixels)
    case .multiple(let factor): .map(["multiple of": .int(factor)])
    }
  }
}

extension OutputMeaning {
  /// What it is called, and what else there is.
  var assumption: Assumption {
    switch self {
    case .logits: Assumption("the decoder gives logits, which a sigmoid makes pixels", change: "--out pixels or tanh")
    case .pixels: Assumption("the decoder gives the pixels as they are", change: "--out logits or tanh")
    case .tanh: Assumption("a tanh makes pixels of what the decoder gives", change: "--out logits or pixels")
    }
  }

  /// The layer that follows the decoder.
  var activation: [Node] {
    switch self {
    case .logits: [.fields([("activation", .text("sigmoid"))])]
    case .pixels: []
    case .tanh: [.fields([("activation", .text("tanh"))])]
    }
  }
}

extension SpreadMeaning {
  /// The field of `model.yaml`.
  var field: String {
    switch self {
    case .logVariance: "log variance"
    case .logSigma: "log sigma"
    case .sigma: "sigma"
    }
  }

  func assumption(_ head: String) -> Assumption {
    let others = Self.allCases.filter { $0 != self }.map(\.rawValue).joined(separator: " or ")
    return Assumption("\(head) gives the \(field)", change: "--spread \(others)")
  }
}
