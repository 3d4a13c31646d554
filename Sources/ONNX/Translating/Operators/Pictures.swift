import Documents
import Tensors

/// Pooling and resizing.
extension Translation {
  mutating func pool(_ inputs: [GraphValue?], _ kind: String) throws -> GraphValue {
    let x = try value(inputs)
    guard x.shape.count == 4, x.shape[0] == 1, let kernel = node.ints("kernel_shape"), kernel.count == 2 else {
      throw form("is on \(x.shape); only pooling over pictures is translated")
    }
    let (stride, dilation) = (node.ints("strides") ?? [1, 1], node.ints("dilations") ?? [1, 1])
    let pads = try padding(Array(x.shape.dropFirst(2)), kernel, stride, dilation)
    var fields: [(String, Node)] = [
      ("kernel", .extents(kernel)), ("stride", .extents(stride)), ("padding", .sides(pads)),
      ("dilation", .extents(dilation)),
    ]
    if node.flag("ceil_mode") { fields.append(("round up", .flag(true))) }
    if kind == "average pool", node.flag("count_include_pad") { fields.append(("counts padding", .flag(true))) }
    return .computed(try layer(kind, fields, to: [x]))
  }

  mutating func globalPool(_ inputs: [GraphValue?], _ reduction: String) throws -> GraphValue {
    let x = try value(inputs)
    guard x.shape.count > 2, x.shape[0] == 1 else { throw form("is on \(x.shape); pictures are expected") }
    return .computed(
      try layer(
        "reduce", [("by", .text(reduction)), ("axes", .ints(Array(1..<x.item.rank)))], to: [x],
        shape: [1, x.shape[1]] + x.shape.dropFirst(2).map { _ in 1 }))
  }

  mutating func resize(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try value(inputs)
    let isOld = node.operation == "Upsample"
    guard x.shape.count == 4, x.shape[0] == 1 else { throw form("is on \(x.shape); only pictures are resized") }
    let (scales, sizes) = try resizing(inputs, x)
    let mode = node.text("mode", "nearest")
    let coordinates = isOld ? "asymmetric" : node.text("coordinate_transformation_mode", "half_pixel")
    let rounding = isOld ? "floor" : node.text("nearest_mode", "round_prefer_floor")
    guard !node.flag("antialias") else { throw form("resizes with antialias, which is not translated") }
    guard node.text("keep_aspect_ratio_policy", "stretch") == "stretch" else {
      throw form("keeps the aspect ratio, which is not translated")
    }
    if let scales, mode == "nearest", isRepeating(scales, coordinates, rounding) {
      return .computed(try layer("upsample", [("factor", .int(Int(scales[0])))], to: [x]))
    }
    guard let way = Self.ways[coordinates], let nearest = Self.roundings[rounding], Self.modes[mode] != nil else {
      throw form("resizes by \(mode), \(coordinates), \(rounding), which is not translated")
    }
    var fields: [(String, Node)] = [
      ("mode", .text(Self.modes[mode] ?? mode)), ("coordinates", .text(way)), ("rounding", .text(nearest)),
    ]
    if let scales { fields += [("rows", .number(scales[0])), ("columns", .number(scales[1]))] }
    if let sizes { fields.append(("size", .ints(sizes))) }
    if mode == "cubic" {
      fields.append(("coefficient", .number(node.float("cubic_coeff_a", -0.75))))
      if node.flag("exclude_outside") { fields.append(("exclude outside", .flag(true))) }
    }
    return .computed(try layer("resize", fields, to: [x]))
  }

  /// Factors of height and width, or their new extents.
  private func resizing(_ inputs: [GraphValue?], _ x: Computed) throws -> (scales: [Float]?, sizes: [Int]?) {
    let place = node.operation == "Upsample" ? 1 : 2
    func last(_ values: [Int], of name: String) throws -> ArraySlice<Int> {
      guard let axes = node.ints("axes") else { return values.suffix(2) }
      guard axes.map({ $0 < 0 ? $0 + 4 : $0 }) == [2, 3] else {
        throw form("resizes the axes \(axes), which is not translated")
      }
      return values.suffix(2)
    }
    if let sizes = try known(inputs, 3), sizes.count > 0 { return (nil, Array(try last(sizes.integers, of: "sizes"))) }
    guard let scales = try known(inputs, place) else { throw form("has neither scales nor sizes") }
    let factors = scales.floats
    _ = try last([], of: "scales")
    guard factors.count >= 2, factors.dropLast(2).allSatisfy({ $0 == 1 }) else {
      throw form("resizes by \(factors), which is more than height and width")
    }
    return (Array(factors.suffix(2)), nil)
  }

  /// Whether every pixel becomes a block.
  private func isRepeating(_ scales: [Float], _ coordinates: String, _ rounding: String) -> Bool {
    let isWhole = scales[0] == scales[1] && scales[0] == scales[0].rounded() && (2...64).contains(scales[0])
    if coordinates == "asymmetric" { return isWhole && rounding == "floor" }
    return isWhole && coordinates.contains("half_pixel") && rounding.hasPrefix("round")
  }

  private static let ways = [
    "half_pixel": "half pixel", "half_pixel_symmetric": "half pixel symmetric",
    "pytorch_half_pixel": "pytorch half pixel", "asymmetric": "asymmetric", "align_corners": "align corners",
  ]
  private static let roundings = [
    "round_prefer_floor": "half down", "round_prefer_ceil": "half up", "floor": "down", "ceil": "up",
  ]
  private static let modes = ["nearest": "nearest", "linear": "linear", "bilinear": "linear", "cubic": "cubic"]

  mutating func pixelShuffle(_ inputs: [GraphValue?], isInverse: Bool) throws -> GraphValue {
    let x = try value(inputs)
    let channelsFirst = !isInverse && node.text("mode", "DCR") == "CRD"
    var fields: [(String, Node)] = [("factor", .int(node.int("blocksize", 2)))]
    if !channelsFirst { fields.append(("order", .text("blocks first"))) }
    if isInverse { fields.append(("inverse", .flag(true))) }
    return .computed(try layer("pixel shuffle", fields, to: [x]))
  }
}
