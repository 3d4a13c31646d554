import Documents
import Images
import Layers

extension ModelDescription.Input {
  private static let fields: [FieldDeclaration] = [
    .required("channels", .integer(1...3), "1 for grey pictures, 3 for colour"),
    .required("height", .section("a number of pixels"), "pixels, or {multiple of: 8}"),
    .required("width", .section("a number of pixels"), "pixels, or {multiple of: 8}"),
    .required("range", .interval, "what black and white are: [0, 1] or [-1, 1]"),
  ]

  /// Reads the section `input`.
  init(_ node: Node, _ reading: inout Reading) {
    let fields = Fields(node, of: "input", declared: Self.fields, &reading)
    let (channels, range) = (fields.integer("channels"), fields.interval("range"))
    if channels == 2, let place = fields.place("channels") {
      reading.error("pictures have 1 channel (grey) or 3 (colour), not 2", at: place)
    }
    if let range, range != 0...1, range != -1...1, let place = fields.place("range") {
      reading.error("\"range\" of input must be [0, 1] or [-1, 1]", at: place)
    }
    self.init(
      channels: channels, height: PictureExtent(fields.section("height"), "height", &reading),
      width: PictureExtent(fields.section("width"), "width", &reading),
      range: range == -1...1 ? .symmetric : .unit)
  }

  /// What it is, in the form that a fingerprint covers.
  var canonical: JSONValue {
    .object([
      .init("channels", .int(channels)), .init("height", height.canonical),
      .init("range", .string(range == .symmetric ? "symmetric" : "unit")), .init("width", width.canonical),
    ])
  }
}

extension PictureExtent {
  private static let fields: [FieldDeclaration] = [
    .required("multiple of", .integer(1...1024), "what the number of pixels is a multiple of")
  ]

  /// Reads a number, or `{multiple of: 8}`; a node that is missing has been noted.
  fileprivate init(_ node: Node?, _ name: String, _ reading: inout Reading) {
    self = .fixed(1)
    guard let node else { return }
    if node.mapping != nil {
      let fields = Fields(node, of: "\"\(name)\" of input", declared: Self.fields, &reading)
      self = .multiple(of: fields.integer("multiple of"))
    } else if let pixels = node.scalar?.int, (1...Reading.largestExtent).contains(pixels) {
      self = .fixed(pixels)
    } else {
      reading.error(
        "\"\(name)\" of input must be a number of pixels or {multiple of: 8}, but is \(node.kind)", at: node)
    }
  }

  fileprivate var canonical: JSONValue {
    switch self {
    case .fixed(let pixels): .int(pixels)
    case .multiple(let factor): .string("multiple of \(factor)")
    }
  }
}
