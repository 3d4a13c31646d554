import Zoetrope

/// An operator of its own: each picture in its complementary colours.
struct Invert: MapStage, RecipeStage {
  /// How much of the complement: 0 leaves the picture, 1 inverts it.
  var amount: Double

  static let amount = Field.number(
    "amount", in: 0...1, default: 1, sweeps: true, help: "0 leaves the picture, 1 inverts it")

  static let declaration = StageDeclaration(
    "invert", summary: "Each picture in its complementary colours.", forms: [.init(.images, .images)],
    fields: [amount.declaration], example: "- invert: {amount: 1}"
  ) { .map(Invert(amount: try $0(amount))) }

  func apply(_ item: Item<Image>, _ run: RunContext) throws -> Image {
    let inverted = item.value.samples.floats.map { Float(amount) * (1 - $0) + Float(1 - amount) * $0 }
    return item.value.with(samples: .floats(inverted))
  }
}
