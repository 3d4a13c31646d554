public import Kernels
import Tensors

/// The windows of a pooling layer along one axis.
struct PoolingAxis {
  let extent: Int
  let kernel: Int
  let stride: Int
  let dilation: Int
  let before: Int
  let after: Int
  let roundsUp: Bool

  /// How many places the result has.
  var count: Int {
    let room = extent + before + after - (kernel - 1) * dilation - 1
    guard room >= 0 else { return 0 }
    let count = (roundsUp ? (room + stride - 1) / stride : room / stride) + 1
    // A window that would begin in the padding behind the axis is left out.
    return roundsUp && (count - 1) * stride >= extent + before ? count - 1 : count
  }

  /// The places of the axis that a window looks at, and how many it has with the padding.
  func window(_ index: Int) -> (places: [Int], padded: Int) {
    let first = index * stride - before
    let places = (0..<kernel).map { first + $0 * dilation }
    return (places.filter { (0..<extent).contains($0) }, places.filter { $0 < extent + after }.count)
  }
}

extension Fields {
  /// The windows for height and width.
  fileprivate func pooling(_ shape: Shape) -> [PoolingAxis] {
    let (kernel, stride, dilation, padding) = (pair("kernel"), pair("stride"), pair("dilation"), padding)
    let rounding = flag("round up")
    return [
      PoolingAxis(
        extent: shape[1], kernel: kernel.height, stride: stride.height, dilation: dilation.height,
        before: padding.before.height, after: padding.after.height, roundsUp: rounding),
      PoolingAxis(
        extent: shape[2], kernel: kernel.width, stride: stride.width, dilation: dilation.width,
        before: padding.before.width, after: padding.after.width, roundsUp: rounding),
    ]
  }
}

extension FieldDeclaration {
  fileprivate static let pooling: [FieldDeclaration] = [
    .kernel, .stride, .padding, .dilation,
    .optional(
      "round up", .flag, default: .flag(false), "whether a window that reaches over the padding counts as one"),
  ]
}

/// The largest number of each window.
///
/// Takes `[channels, height, width]`.
public struct MaxPool: Layer {
  public static let declaration = LayerDeclaration(
    "max pool", "the largest number of each window", fields: FieldDeclaration.pooling)

  private let fields: Fields

  public init(_ fields: Fields) { self.fields = fields }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let shape = network.program.shape(of: input)
    guard shape.rank == 3 else { throw LayerError.rank(expected: 3, found: shape) }
    let windows = fields.pooling(shape).enumerated().map { index, axis in
      AxisWindows(axis: index + 1, extent: axis.extent, places: (0..<axis.count).map { axis.window($0).places })
    }
    guard windows.allSatisfy({ !$0.places.isEmpty && $0.places.allSatisfy { !$0.isEmpty } }) else {
      throw LayerError.windows(found: shape)
    }
    return try network.append(.array(.largest(windows)), to: input)
  }
}

/// The mean of each window.
///
/// Takes `[channels, height, width]`.
public struct AveragePool: Layer {
  public static let declaration = LayerDeclaration(
    "average pool", "the mean of each window",
    fields: FieldDeclaration.pooling + [
      .optional("counts padding", .flag, default: .flag(false), "whether the padding's zeros count in the mean")
    ])

  private let fields: Fields

  public init(_ fields: Fields) { self.fields = fields }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let shape = network.program.shape(of: input)
    guard shape.rank == 3 else { throw LayerError.rank(expected: 3, found: shape) }
    let countsPadding = fields.flag("counts padding")
    let parts = fields.pooling(shape).enumerated().map { index, axis in
      let taps = (0..<axis.count).map { place in
        let (places, padded) = axis.window(place)
        return places.map { AxisWeights.Tap($0, 1 / Float(max(1, countsPadding ? padded : places.count))) }
      }
      return AxisWeights(axis: index + 1, extent: axis.extent, taps: taps)
    }
    guard parts.allSatisfy({ !$0.taps.isEmpty && $0.taps.allSatisfy { !$0.isEmpty } }) else {
      throw LayerError.windows(found: shape)
    }
    return try network.append(.array(.resample(parts)), to: input)
  }
}
