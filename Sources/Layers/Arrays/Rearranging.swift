public import Kernels
import Tensors

/// The axes in another order.
public struct Transpose: Layer {
  public static let declaration = LayerDeclaration(
    "transpose", "puts the axes in another order",
    fields: [.required("axes", .integers(0...7), "for each axis of the result, which axis it was")],
    shorthand: "axes")

  let axes: [Int]

  public init(_ fields: Fields) { axes = fields.integers("axes") }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? { try network.append(.array(.transpose(axes: axes)), to: input) }
}

/// A part of an axis.
public struct Slice: Layer {
  public static let declaration = LayerDeclaration(
    "slice", "takes a part of an axis",
    fields: [
      .optional("axis", .integer(0...7), default: .integer(0), "the axis, counted from 0"),
      .required("from", .integer(0...Reading.largestCount), "the first place, counted from 0"),
      .required("count", .integer(1...Reading.largestCount), "how many places"),
      .optional("step", .integer(1...Reading.largestCount), default: .integer(1), "the distance of the places"),
    ])

  let axis: Int
  let places: [Int]
  let isDense: Bool

  public init(_ fields: Fields) {
    axis = fields.integer("axis")
    let (from, count, step) = (fields.integer("from"), fields.integer("count"), fields.integer("step"))
    places = (0..<min(count, 1 << 20)).map { from + $0 * step }
    isDense = step == 1
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    if axis == 0, isDense, let first = places.first {
      return try network.append(.channels(first..<first + places.count), to: input)
    }
    return try network.append(.array(.take(axis: axis, places: places)), to: input)
  }
}

/// Places of an axis in any order.
public struct Gather: Layer {
  public static let declaration = LayerDeclaration(
    "gather", "takes places of an axis in any order",
    fields: [
      .optional("axis", .integer(0...7), default: .integer(0), "the axis, counted from 0"),
      .required("places", .integers(0...Reading.largestCount), "the places, counted from 0"),
    ])

  let axis: Int
  let places: [Int]

  public init(_ fields: Fields) {
    axis = fields.integer("axis")
    places = fields.integers("places")
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? { try network.append(.array(.take(axis: axis, places: places)), to: input) }
}

/// Axes of extent 1 repeated until the value has a shape.
public struct Broadcast: Layer {
  public static let declaration = LayerDeclaration(
    "broadcast", "repeats axes of extent 1 until the value has a shape",
    fields: [.required("shape", .shape, "the shape that it gives")], shorthand: "shape")

  let shape: Shape

  public init(_ fields: Fields) { shape = Shape(fields.shape("shape")) }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? { try network.append(.array(.broadcast(shape)), to: input) }
}

/// Values one after the other along an axis.
public struct Concatenate: JoiningLayer {
  public static let declaration = LayerDeclaration(
    "concatenate", "puts values one after the other along an axis",
    fields: [.optional("axis", .integer(0...7), default: .integer(0), "the axis, counted from 0")], shorthand: "axis")

  public static let inputCount = 1...256

  let axis: Int

  public init(_ fields: Fields) { axis = fields.integer("axis") }

  public func append(
    to network: inout NetworkBuilder, _ inputs: [Program.Value], _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(axis == 0 ? .concatenate : .array(.concatenate(axis: axis)), to: inputs)
  }
}

/// Blocks of pixels from channels: `[channels · factor², height, width]` becomes `[channels, factor·height, factor·width]`.
public struct PixelShuffle: Layer {
  public static let declaration = LayerDeclaration(
    "pixel shuffle", "makes blocks of pixels of channels, or channels of blocks",
    fields: [
      .required("factor", .integer(2...64), "height and width of a block"),
      .optional(
        "order", .choice(["channels first", "blocks first"]), default: .text("channels first"),
        "how the old channels count: the new channel first and then the place in the block (as PyTorch), or the reverse"
      ),
      .optional("inverse", .flag, default: .flag(false), "whether blocks of pixels become channels"),
    ])

  let factor: Int
  let channelsFirst: Bool
  let isInverse: Bool

  public init(_ fields: Fields) {
    factor = fields.integer("factor")
    channelsFirst = fields.text("order") != "blocks first"
    isInverse = fields.flag("inverse")
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let shape = network.program.shape(of: input)
    guard shape.rank == 3 else { throw LayerError.rank(expected: 3, found: shape) }
    let (c, h, w, f) = (shape[0], shape[1], shape[2], factor)
    let steps: (split: Shape, axes: [Int], result: Shape)
    if isInverse {
      guard h.isMultiple(of: f), w.isMultiple(of: f) else { throw LayerError.blocks(f, found: shape) }
      steps = (
        [c, h / f, f, w / f, f], channelsFirst ? [0, 2, 4, 1, 3] : [2, 4, 0, 1, 3], [c * f * f, h / f, w / f]
      )
    } else {
      guard c.isMultiple(of: f * f) else { throw LayerError.blocks(f * f, found: shape) }
      let channels = c / (f * f)
      steps = (
        channelsFirst ? [channels, f, f, h, w] : [f, f, channels, h, w],
        channelsFirst ? [0, 3, 1, 4, 2] : [2, 3, 0, 4, 1], [channels, h * f, w * f]
      )
    }
    let split = try network.append(.reshape(steps.split), to: input)
    let moved = try network.append(.array(.transpose(axes: steps.axes)), to: split)
    return try network.append(.reshape(steps.result), to: moved)
  }
}
