import Autoencoders
public import Dataflow
import Files
public import Images
import Recipes

/// Writes every item to a file of its own, or several arrays into one, or pictures to standard output.
public struct Save: SinkStage, RecipeStage {
  /// At which size a picture is saved.
  public enum Size: String, CaseIterable, Sendable { case model, original }

  /// The name, with places for parts of the item's name; `-` is standard output.
  public var to: String
  /// How pictures are compressed.
  public var options: PictureOptions
  /// At which size pictures are saved.
  public var size: Size
  /// The format where the name says none: standard output.
  public var format: PictureFormat
  /// How exactly arrays are kept.
  public var precision: Precision
  /// Whether a PNG says how it was made.
  public var provenance: Bool
  private var template: NameTemplate?
  private var existing = ExistingFiles.error
  private var model: Autoencoder?
  private var note: Provenance.Shared?
  private var delivery: Delivery?
  private var witness: Witness?

  /// How pictures are compressed.
  public struct PictureOptions: Sendable, Hashable {
    /// PNG: 0 to 9.
    public var compression: Int
    /// JPEG: 1 to 100.
    public var quality: Int
    /// PNG: 8 or 16 bits a sample.
    public var bits: Int
    /// GIF: colours and what is between them.
    public var gif: GIFOptions

    /// The defaults of `save`.
    public init(compression: Int = 1, quality: Int = 95, bits: Int = 8, gif: GIFOptions = GIFOptions()) {
      self.gif = gif
      self.compression = compression
      self.quality = quality
      self.bits = bits
    }
  }

  /// How the numbers of arrays are kept.
  public enum Precision: String, CaseIterable, Sendable { case float32, float16, int8 }

  /// The picture formats of standard output.
  public enum PictureFormat: String, CaseIterable, Sendable { case png, jpeg, ppm, rgb, gif }

  /// Saves under names made from a template.
  public init(
    to: String, options: PictureOptions = PictureOptions(), size: Size = .model, format: PictureFormat = .png,
    precision: Precision = .float32, provenance: Bool = true
  ) {
    self.to = to
    self.options = options
    self.size = size
    self.format = format
    self.precision = precision
    self.provenance = provenance
  }

  /// Everything that flows.
  public var accepts: [StreamType] { [.images, .animations, .latents, .posterior, .likelihood] }

  /// Reads the template and holds its places against the sweeps before the stage.
  public mutating func prepare(_ environment: Environment) throws {
    let template = try NameTemplate(to, field: "to")
    try template.check(environment[Checker.UpstreamCoordinates.self] ?? [], field: "to")
    if to != "-", !to.hasSuffix("}"), SaveFormat(path: to) == nil {
      throw FieldError(
        "to", "\"\(to)\" ends with no known format; end with .png, .jpg, .ppm, .gif, .npy or .safetensors")
    }
    try checkMotion(environment[Checker.UpstreamTypes.self] ?? [])
    if precision != .float32, SaveFormat(path: to) != .safetensors {
      throw FieldError(
        "precision", "\"precision: \(precision)\" is for arrays in a .safetensors file, not for \"\(to)\"")
    }
    self.template = template
    existing = environment[ExistingFiles.Key.self] ?? .error
    model = environment[ModelKey.self]
    note = provenance ? environment[Provenance.Key.self] : nil
    delivery = environment[Delivery.Key.self]
    witness = environment[Witness.Key.self]
  }

  /// Pictures are no animation, and the other way round.
  private func checkMotion(_ types: [StreamType]) throws {
    guard let type = types.first, !to.hasSuffix("}") else { return }
    let isGIF = to == "-" ? format == .gif : SaveFormat(path: to) == .gif
    if type == .animations, !isGIF, to != "-" { throw FieldError("to", "\(SaveError.notAFrame(to))") }
    if type == .images, isGIF { throw FieldError(to == "-" ? "format" : "to", "\(SaveError.notAnAnimation(to))") }
  }

  /// The template's text for one item; names that differ only in doubled slashes are the same.
  public func destination(of id: ItemID, index: Int) throws -> Destination {
    if to == "-" { return .standardOutput }
    guard let template else { throw NotPrepared(stage: "save") }
    let path = Path(template.resolve(id, index: index)).normalised.string
    guard let format = SaveFormat(path: path) else { throw SaveError.unknownFormat(path) }
    return Destination(path: path, isShared: format.holdsTensors)
  }

  /// Whether a file, or anything else, has the name.
  public func isPresent(_ destination: Destination) -> Bool {
    destination != .standardOutput && Path(destination.path).kind != .nothing
  }

  /// Encodes and writes, whole or not at all. A full disk stops the run.
  public func write(_ items: [Item<any StreamValue>], to destination: Destination, _ run: RunContext) throws {
    if delivery == nil, isPictureFile(destination) {
      return try pictureFiles(run).write([SinkOutput(items, to: destination)])[0].get()
    }
    do {
      if let format = SaveFormat(path: destination.path), format.holdsTensors {
        guard delivery == nil else { throw SaveError.unknownFormat(destination.path) }
        let file = ArrayFile(
          items: items, path: Path(destination.path), existing: existing.fileRule, model: model, precision: precision)
        return try file.write(as: format, isCollection: !(template?.hasPlaces ?? true))
      }
      let bytes = try picture(items, for: destination, run)
      if let delivery { return try delivery.take(bytes) }
      try StandardOutput.write(bytes)
      witness?.see(items, bytes, destination)
    } catch let error as FileError where error.reason == .diskFull {
      throw StopRun(error)
    }
  }

  /// Pictures that become files of their own are handed to the disk together.
  public func write(_ outputs: [SinkOutput], _ run: RunContext) -> [Result<Void, any Error>] {
    guard delivery == nil, outputs.allSatisfy({ isPictureFile($0.destination) }) else {
      return outputs.map { output in Result { try write(output.items, to: output.destination, run) } }
    }
    return pictureFiles(run).write(outputs)
  }

  private func pictureFiles(_ run: RunContext) -> PictureFiles {
    PictureFiles(existing: existing.fileRule) {
      try picture($0.items, for: $0.destination, run)
    } wrote: {
      witness?.see($0.items, $1, $0.destination)
    }
  }

  private func isPictureFile(_ destination: Destination) -> Bool {
    destination != .standardOutput && !(SaveFormat(path: destination.path)?.holdsTensors ?? true)
  }

  /// The folder that all names have in common: that of the template's text before its first place.
  public var fixedFolder: String? {
    guard to != "-" else { return nil }
    let fixed = to.prefix { $0 != "{" }
    guard let slash = fixed.lastIndex(of: "/") else { return "." }
    return slash == fixed.startIndex ? "/" : String(fixed[..<slash])
  }

  /// The bytes of a picture's file, with the note of how it was made.
  private func picture(
    _ items: [Item<any StreamValue>], for destination: Destination, _ run: RunContext
  ) throws -> [UInt8] {
    var bytes = try encoded(items, for: destination)
    try note?.insert(into: &bytes, items, run)
    return bytes
  }

  private func encoded(_ items: [Item<any StreamValue>], for destination: Destination) throws -> [UInt8] {
    let format = SaveFormat(path: destination.path) ?? SaveFormat(rawValue: self.format.rawValue) ?? .png
    if items.count == 1, let animation = items[0].value as? Animation {
      return try encoded(animation, format, destination)
    }
    guard items.count == 1, let image = items[0].value as? Image else {
      throw SaveError.notAPicture(destination.path, items.first.map { type(of: $0.value).streamType.name } ?? "nothing")
    }
    let finished = try PictureFinish(options: options, size: size).finish(image, items[0].carried[PhotographKey.self])
    return try encoded(finished, format, destination)
  }

  private func encoded(_ image: Image, _ format: SaveFormat, _ destination: Destination) throws -> [UInt8] {
    switch format {
    case .png:
      try PNGWriter.encode(image, options: PNGOptions(compression: options.compression, bits: options.bits))
    case .jpeg: try JPEGWriter.encode(image, quality: options.quality)
    case .ppm: try PPMWriter.encode(image)
    case .rgb: try image.rawBytes()
    case .gif: throw SaveError.notAnAnimation(destination.path)
    case .npy, .safetensors: throw SaveError.unknownFormat(destination.path)
    }
  }

  private func encoded(_ animation: Animation, _ format: SaveFormat, _ destination: Destination) throws -> [UInt8] {
    if format == .gif { return try GIFWriter.encode(animation, options: options.gif) }
    guard destination == .standardOutput else { throw SaveError.notAFrame(destination.path) }
    return try AnimationFrames(animation: animation).bytes { try encoded($0, format, destination) }
  }
}

extension Save {
  static let to = Field.output(
    "to", required: true,
    help:
      "the file's name: {path}, {stem}, {ext}, {key}, {index:05} and sweeps as {strength:+.1f}; - is standard output")
  static let compression = Field.integer(
    "compression", in: 0...9, default: 1, help: "PNG: 0 is fastest, 9 smallest; the pixels are the same")
  static let quality = Field.integer("quality", in: 1...100, default: 95, help: "JPEG: 100 is best and largest")
  static let bits = Field.integer("bits", unit: "bits a sample", in: 8...16, default: 8, help: "PNG: 8 or 16")
  static let size = Field<Size>.choice(
    "size", default: .model,
    help: "model: as the model made it; original: fit undone, at the size of the photograph's crop")
  static let format = Field<PictureFormat>.choice(
    "format", default: .png,
    help: "what standard output carries; rgb: the bare bytes of the pixels, as ffmpeg's -f rawvideo -pix_fmt rgb24")
  static let colours = Field.integer("colours", in: 2...256, default: 256, help: "GIF: of all frames together")
  static let dither = Field<Dither>.choice(
    "dither", default: .ordered,
    help: "GIF, the colours between: ordered stands still in motion, diffusion is finest in a single frame")
  static let precision = Field<Precision>.choice(
    "precision", default: .float32,
    help:
      ".safetensors: float16 rounds to half the bytes; int8 to a quarter, in 255 steps of a scale that each item has for itself"
  )
  static let provenance = Field.boolean(
    "provenance", default: true,
    help: "PNG: a text chunk says how the picture was made, so that `zoetrope rerun` can make it again")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "save",
    summary: "Writes pictures (PNG, JPEG, PPM), animations (GIF) or arrays (.npy, .safetensors), whole or not at all.",
    details: "The extension says the format. Names are relative to the working folder and are all known before work "
      + "starts; two items of one name are an error, except that arrays of one name share the file. An existing file is "
      + "overwritten only when asked: --existing overwrite. Standard output takes an animation as its frames, one after "
      + "the other, or as a GIF.",
    forms: [
      .init(.images, nil), .init(.animations, nil), .init(.latents, nil), .init(.posterior, nil),
      .init(.likelihood, nil),
    ],
    fields: [
      to.declaration, compression.declaration, quality.declaration, bits.declaration, size.declaration,
      format.declaration, colours.declaration, dither.declaration, precision.declaration, provenance.declaration,
    ],
    example: "- save: {to: \"out/{path}/{stem}_{strength:+.1f}.png\"}"
  ) { arguments in
    let bits = try arguments(bits)
    guard bits == 8 || bits == 16 else { throw FieldError("bits", "\"bits\" is 8 or 16, not \(bits)") }
    return .sink(
      Save(
        to: try arguments(to),
        options: PictureOptions(
          compression: try arguments(compression), quality: try arguments(quality), bits: bits,
          gif: GIFOptions(colours: try arguments(colours), dither: try arguments(dither))),
        size: try arguments(size), format: try arguments(format),
        precision: try arguments(precision), provenance: try arguments(provenance)))
  }
}

/// Why an item cannot be saved.
public enum SaveError: Error, Hashable, Sendable {
  case unknownFormat(String)
  case notAPicture(String, String)
  case notAnAnimation(String)
  case notAFrame(String)
  case noOriginal
}

extension SaveError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .unknownFormat(let path):
      "the name \"\(path)\" ends with no known format; end with .png, .jpg, .ppm, .gif, .npy or .safetensors"
    case .notAPicture(let path, let found):
      "\(path == "-" ? "standard output" : path) is for pictures, but here come \(found); save them as .npy or .safetensors"
    case .notAnAnimation(let path):
      "\(path == "-" ? "a GIF" : path) is an animation, but here come single pictures; put \"animate\" before it, or save "
        + "as .png"
    case .notAFrame(let path): "\(path) is a single picture, but here comes an animation; save it as .gif"
    case .noOriginal: "size: original needs a photograph, and this picture was made from none"
    }
  }
}
