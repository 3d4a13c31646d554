import Autoencoders
public import Dataflow
public import Images
import Tensors

/// Takes of an edited picture only what the edit changed; the rest stays the photograph.
public struct KeepPhotograph: MapStage, RecipeStage {
  /// How much the vectors' footprints hold an edit together.
  public enum FootprintUse: String, CaseIterable, Sendable {
    /// The change is weighted by the square of the footprint.
    case squared
    /// The change is weighted by the footprint.
    case plain
    /// The change is taken wherever it shows.
    case none
  }

  /// At which size the picture goes on.
  public enum Size: String, CaseIterable, Sendable {
    /// The photograph's own.
    case original
    /// The model's.
    case model
  }

  /// How much the vectors' footprints hold an edit together.
  public var footprint: FootprintUse
  /// How soon the decoder's picture takes the place of the photograph's detail where an edit changes it.
  public var gain: Double
  /// At which size the picture goes on.
  public var size: Size
  private var model: Autoencoder?
  private var goesOn = false

  /// At the photograph's own size, with the footprint squared, unless said.
  public init(footprint: FootprintUse = .squared, gain: Double = 8, size: Size = .original) {
    self.footprint = footprint
    self.gain = gain
    self.size = size
  }

  /// The photograph, and the latents that its reconstruction is decoded from.
  public var needs: Set<Need> { [.photograph, .uneditedLatents] }

  /// What it gives is a photograph again, for a second edit after this one.
  public var provides: Set<Need> { [.photograph] }

  /// Takes the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws {
    model = try environment.model(for: Self.declaration.name)
    goesOn = environment.demands(.photograph)
  }

  /// The photograph with the change of one item.
  public func apply(_ item: Item<Image>, _ run: RunContext) throws -> Image {
    guard let model, let encoded = item.carried[EncodedKey.self], let unedited = item.carried[UneditedKey.self],
      let photograph = item.carried[PhotographKey.self], let original = photograph.original
    else { throw NotPrepared(stage: Self.declaration.name) }
    guard item.value.size == encoded.picture.size else {
      throw ImageError.sizeDiffers(found: item.value.size, expected: encoded.picture.size)
    }
    let change = PhotographChange(
      edited: item.value.tensor(channels: model.description.input.channels),
      reconstruction: try unedited.reconstruction(),
      weights: weights(item.carried[EditedAreaKey.self], encoded.picture.size),
      gain: Float(gain))
    let (geometry, kept) =
      size == .original
      ? (photograph.geometry, original) : (Geometry(photograph: encoded.picture.size), encoded.picture)
    return try geometry.carry(change: change.addition, replacing: change.mask, onto: kept)
  }

  /// What comes out is the photograph from here on; what led to it is left behind.
  public func carried(from item: Item<Image>, to output: Image) -> Carried {
    var carried = item.carried
    carried[UneditedKey.self] = nil
    carried[EncodedKey.self] = nil
    carried[EditedAreaKey.self] = nil
    guard let photograph = carried[PhotographKey.self] else { return carried }
    carried[PhotographKey.self] =
      size == .original || goesOn
      ? photograph.become(output, keepingPixels: goesOn) : photograph.withoutPixels
    return carried
  }

  /// Nil is 1 everywhere.
  private func weights(_ area: EditedArea?, _ size: PixelSize) -> Tensor? {
    guard footprint != .none, case .weighted(let footprint) = area else { return nil }
    let weights = footprint.resampled(height: size.height, width: size.width)
    return self.footprint == .squared ? weights.map { $0 * $0 } : weights
  }
}

extension KeepPhotograph {
  static let footprint = Field<FootprintUse>.choice(
    "footprint", default: .squared, sweeps: true,
    help: "squared, plain: the change counts as much as the vectors act at a pixel on average; none: everywhere alike")
  static let gain = Field.number(
    "gain", in: 0...1000, default: 8, sweeps: true,
    help: "how soon the decoder's picture takes the place of the photograph's detail where the edit shows; 0 keeps all "
      + "detail, also that of the old mouth; 30 leaves hardly any, as where a smile with teeth is taken away")
  static let size = Field<Size>.choice(
    "size", default: .original,
    help: "original: the whole photograph, at its own size; model: its part that the model sees, at the model's size")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "keep photograph",
    summary: "Takes of an edited picture only what the edit changed; the rest stays the photograph.",
    details: "With x the photograph, r its reconstruction and D′ the edited picture: Δ = D′ − r, weighted by the "
      + "footprints of the vectors (the greatest at each pixel; where one has none, or the latents were changed "
      + "otherwise, everywhere); g = min(1, blur(blur(gain · mean|Δ|))); x + Δ − g·(x − r). Where nothing changed "
      + "the photograph is exact. The change is carried back onto the photograph at its own size, crop and fit undone. "
      + "Each photograph is decoded once for its reconstruction, however many values a sweep has.\n\n"
      + "Put it after `sample: {temperature: 0}`: the noise of a draw would count as a change. Every item must come from "
      + "one photograph: after `interpolate`, from the prior or from latents on disk there is none.",
    forms: [.init(.images, .images)], fields: [footprint.declaration, gain.declaration, size.declaration],
    example: "- keep photograph:"
  ) { .map(KeepPhotograph(footprint: try $0(footprint), gain: try $0(gain), size: try $0(size))) }
}
