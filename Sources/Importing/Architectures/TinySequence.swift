import Documents

/// One half of a model of the TAESD family, read from the places that have tensors.
struct TinySequence {
  private(set) var layers: [Node] = []
  /// How many pixels of the picture a place of the latent stands for, in each direction.
  private(set) var factor = 1
  /// The names of the first and the last convolution.
  let first: String
  let last: String

  private static let groups = 4
  private static let mostPlaces = 60

  init(_ weights: WeightInventory, _ prefix: String, for architecture: String) throws(ImportError) {
    let parts = weights.names.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count).prefix { $0 != "." } }
    let places = Set(parts.compactMap { Int($0) }).sorted()
    guard let start = places.first, let end = places.last else {
      throw .missing(architecture: architecture, tensor: prefix + "0.weight", among: weights.names)
    }
    guard end - start < Self.mostPlaces else {
      throw .unsupported(
        "the sequence \(prefix)\(start) … \(prefix)\(end) is longer than any model of the TAESD family")
    }
    (first, last) = (prefix + "\(start)", prefix + "\(end)")
    let isEncoder = prefix.hasPrefix("encoder")
    for place in start...end {
      let name = prefix + "\(place)"
      if weights.has(name + ".conv.0.weight") {
        layers.append(try Self.block(weights, name, architecture))
      } else if weights.has(name + ".weight") {
        let shape = try weights.convolution(name, for: architecture)
        // The convolution behind the last enlargement has a bias in some of the family.
        let halves = isEncoder && !shape.hasBias
        if halves { factor *= 2 }
        layers.append(
          .conv(
            name, out: shape.out, kernel: shape.kernel, stride: halves ? 2 : 1, padding: .int(shape.kernel / 2),
            bias: shape.hasBias))
      } else {
        // Without tensors: the first is the activation behind the first convolution, all others enlarge.
        layers.append(place == start + 1 ? .text("relu") : .fields([("upsample", .int(2))]))
      }
    }
  }

  /// y = ReLU(conv·ReLU·conv·ReLU·conv(x) + x), where x may first get what its group norm gives.
  private static func block(
    _ weights: WeightInventory, _ name: String, _ architecture: String
  ) throws(ImportError) -> Node {
    var body: [Node] = []
    for index in [0, 2, 4] {
      let shape = try weights.convolution("\(name).conv.\(index)", for: architecture)
      body.append(.conv("conv.\(index)", keeping: shape.out, kernel: shape.kernel, bias: shape.hasBias))
      if index < 4 { body.append(.text("relu")) }
    }
    var fields: [(String, Node)] = [("body", .list(body))]
    if weights.has(name + ".skip.weight") {
      let skip = try weights.convolution(name + ".skip", for: architecture)
      fields.append(("shortcut", .list([.conv("skip", out: skip.out, kernel: skip.kernel, bias: skip.hasBias)])))
    }
    var layers: [Node] = []
    if weights.has(name + ".pool.0.weight") {
      let wide = try weights.convolution(name + ".pool.0", for: architecture)
      let narrow = try weights.convolution(name + ".pool.3", for: architecture)
      layers.append(
        .fields([
          (
            "residual",
            .list([
              .conv("pool.0", out: wide.out, kernel: wide.kernel, bias: wide.hasBias),
              .layer("group norm", ["name": .text("pool.1"), "groups": .int(groups)]), .text("relu"),
              .conv("pool.3", out: narrow.out, kernel: narrow.kernel, bias: narrow.hasBias),
            ])
          )
        ]))
    }
    layers += [.fields([("residual", .fields(fields))]), .text("relu")]
    return .layer("block", ["name": .text(name), "body": .list(layers)])
  }
}
