import Documents

/// Layers as `model.yaml` lists them.
extension Node {
  /// A layer with fields.
  static func layer(_ kind: String, _ fields: KeyValuePairs<String, Node>) -> Node { .fields([(kind, .map(fields))]) }

  /// A convolution.
  static func conv(
    _ name: String, out: Int, kernel: Int, stride: Int = 1, padding: Node? = nil, bias: Bool = true
  ) -> Node {
    var fields: [(String, Node)] = [("name", .text(name)), ("out", .int(out)), ("kernel", .int(kernel))]
    if stride != 1 { fields.append(("stride", .int(stride))) }
    if let padding { fields.append(("padding", padding)) }
    if !bias { fields.append(("bias", .text("false"))) }
    return .fields([("conv2d", .fields(fields))])
  }

  /// A convolution of an odd kernel that keeps height and width.
  static func conv(_ name: String, keeping out: Int, kernel: Int = 3, bias: Bool = true) -> Node {
    conv(name, out: out, kernel: kernel, padding: kernel > 1 ? .int(kernel / 2) : nil, bias: bias)
  }

  /// A transposed convolution.
  static func transposed(
    _ name: String, out: Int, kernel: Int, stride: Int, padding: Int, extra: Int = 0, bias: Bool = true
  ) -> Node {
    var fields: [(String, Node)] = [
      ("name", .text(name)), ("out", .int(out)), ("kernel", .int(kernel)), ("stride", .int(stride)),
      ("padding", .int(padding)),
    ]
    if extra > 0 { fields.append(("output padding", .int(extra))) }
    if !bias { fields.append(("bias", .text("false"))) }
    return .fields([("transposed conv2d", .fields(fields))])
  }

  /// A linear layer.
  static func linear(_ name: String, out: Int, bias: Bool = true) -> Node {
    var fields: [(String, Node)] = [("name", .text(name)), ("out", .int(out))]
    if !bias { fields.append(("bias", .text("false"))) }
    return .fields([("linear", .fields(fields))])
  }

  /// The same elements under another shape.
  static func reshape(_ extents: [Int]) -> Node { .fields([("reshape", .list(extents.map { .int($0) }))]) }

  /// A head: its layers as one mapping.
  static func head(_ layers: [Node]) -> Node {
    .fields(
      layers.flatMap { layer -> [(String, Node)] in
        if let scalar = layer.scalar { return [(scalar.text, Node(.null, mark: .start))] }
        return (layer.mapping ?? []).map { ($0.key.text, $0.value) }
      })
  }

  /// A factor and a summand for each channel, or for all.
  static func scale(_ factors: [Double], shift: [Double]) -> Node {
    func numbers(_ values: [Double]) -> Node {
      Set(values).count == 1 ? .number(values[0]) : .list(values.map { .number($0) })
    }
    return .layer("scale", ["factor": numbers(factors), "shift": numbers(shift)])
  }
}
