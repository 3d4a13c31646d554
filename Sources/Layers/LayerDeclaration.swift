/// What a layer is called in `model.yaml`, and which fields it has.
public struct LayerDeclaration: Sendable {
  /// Its name, words apart: `batch norm`.
  public let name: String

  /// What it computes, in a phrase without a full stop.
  public let summary: String

  /// Its fields, in the order in which they are explained.
  public let fields: [FieldDeclaration]

  /// The field that is meant where a bare value stands: `reshape: [256, 4, 4]`.
  public let shorthand: String?

  /// A layer's name, summary and fields.
  public init(_ name: String, _ summary: String, fields: [FieldDeclaration] = [], shorthand: String? = nil) {
    self.name = name
    self.summary = summary
    self.fields = fields + [.id, .input]
    self.shorthand = shorthand
  }
}

extension FieldDeclaration {
  /// What every layer may have, for networks that are no straight line.
  static let id = FieldDeclaration.optional("id", .text, "a name for what it gives, by which later layers may take it")

  static let input = FieldDeclaration.optional(
    "input", .names, "the ids of what it takes, instead of what the layer above gives; \"input\" is the network's input"
  )

  /// The field of every layer with parameters.
  static let layerName = FieldDeclaration.required(
    "name", .text, "the beginning of its tensors' names in the checkpoint, as encoder.0")

  /// The number of channels or features that a layer gives.
  static let out = FieldDeclaration.required(
    "out", .integer(1...Reading.largestExtent), "how many channels it gives")

  static let bias = FieldDeclaration.optional("bias", .flag, default: .flag(true), "whether it adds a bias")

  static let kernel = FieldDeclaration.required(
    "kernel", .extents(1...64), "height and width of the window, in pixels")

  static let stride = FieldDeclaration.optional(
    "stride", .extents(1...64), default: .integer(1), "the step of the window, in pixels")

  static let padding = FieldDeclaration.optional(
    "padding", .padding, default: .integer(0),
    "zeros around the picture, in pixels; [0, 1] puts them at the right and the bottom alone, four numbers on each side"
  )

  static let outputPadding = FieldDeclaration.optional(
    "output padding", .extents(0...63), default: .integer(0), "rows and columns added at the bottom and the right")

  static let dilation = FieldDeclaration.optional(
    "dilation", .extents(1...64), default: .integer(1), "the distance of neighbours in the window, in pixels")

  static let groups = FieldDeclaration.optional(
    "groups", .integer(1...Reading.largestExtent), default: .integer(1), "groups of channels that do not see each other"
  )
}
