import Foundation
import Testing
import ToyModel
import Zoetrope

/// Recipes with a model that takes pictures of any size.
@Suite struct AnySizeTests {
  private static let sizes = [(10, 7), (8, 8), (13, 22)]

  private static func picture(_ width: Int, _ height: Int) -> Image {
    Image(
      size: PixelSize(width: width, height: height), channels: 3,
      samples: .bytes((0..<3 * width * height).map { UInt8(truncatingIfNeeded: $0 * 29) }))
  }

  private static func workshop() throws -> Workshop {
    let workshop = try Workshop(pictures: 0)
    try SpatialModel.write(to: workshop.path("model"))
    for (number, size) in sizes.enumerated() {
      try workshop.write("pictures/\(number).png", PNGWriter.encode(picture(size.0, size.1)))
    }
    return workshop
  }

  private static func recipe(_ load: String, _ more: String = "") -> String {
    Workshop.recipe.replacingOccurrences(of: "load: {from: \"${input}\"}", with: "load: {from: \"${input}\"\(load)}")
      .replacingOccurrences(of: "  - decode:\n", with: more + "  - decode:\n")
  }

  @Test("Pictures of different sizes keep their own")
  func ownSizes() throws {
    let workshop = try Self.workshop()
    let ended = try workshop.run()
    #expect(ended.status == 0, "\(ended.errors)")
    for (number, size) in Self.sizes.enumerated() {
      #expect(try workshop.picture("out/\(number).png").size == PixelSize(width: size.0, height: size.1))
    }
    let plan = try workshop.run("plan", "recipe.yaml")
    #expect(plan.status == 0 && plan.text.contains("multiples of 4, and cut off again when it is saved"))
    #expect(plan.text.contains("[4, height/2, width/2]"))
  }

  @Test("An edit of nothing gives a photograph of any size back exactly")
  func nothing() throws {
    let workshop = try Self.workshop()
    try workshop.write(
      "recipe.yaml",
      Workshop.recipe.replacingOccurrences(of: "  - save:", with: "  - keep photograph:\n  - save:"))
    let ended = try workshop.run()
    #expect(ended.status == 0, "\(ended.errors)")
    for (number, size) in Self.sizes.enumerated() {
      #expect(try workshop.picture("out/\(number).png").samples == Self.picture(size.0, size.1).samples)
    }
  }

  @Test("A size brings all pictures to it")
  func oneSize() throws {
    let workshop = try Self.workshop()
    try workshop.write("recipe.yaml", Self.recipe(", size: [12, 8], fit: stretch"))
    #expect(try workshop.run().status == 0)
    #expect(try workshop.picture("out/2.png").size == PixelSize(width: 12, height: 8))
  }

  @Test(
    "What the model cannot take is told before a picture is read",
    arguments: [
      (", fit: crop", "", "so there is nothing to fit"),
      (
        ", size: [10, 8], fit: crop", "",
        "takes pictures whose width and height are multiples of 4, not 10×8; the next is [12, 8]"
      ),
      ("", "  - traverse: {dimensions: 3}\n", "its dimensions have no numbers; use an attribute vector"),
      (
        "", "  - add attribute vector: {vector: ./light.safetensors}\n",
        "has the shape [5], but the model's latents have [4, 32, 32]"
      ),
    ])
  func refusals(load: String, more: String, message: String) throws {
    let workshop = try Self.workshop()
    let model = try Models.load(workshop.path("model").string)
    try AttributeVector(
      name: "light", vector: Tensor([5], repeating: 1), gap: 1, sigma: 1, model: model.identity,
      origin: .init(
        method: "by hand", fitted: .init(with: 1, without: 1), heldOut: .init(with: 1, without: 1), accuracy: 1,
        source: "a test")
    ).write(to: workshop.path("light.safetensors"), existing: .error)
    try workshop.write("recipe.yaml", Self.recipe(load, more))
    let ended = try workshop.run("check", "recipe.yaml")
    #expect(ended.status == 65)
    #expect(ended.errors.contains(message), "\(ended.errors)")
  }

  @Test("Latents of different sizes are not interpolated, and the message says what to do")
  func interpolation() throws {
    let workshop = try Self.workshop()
    try workshop.write(
      "recipe.yaml",
      Self.recipe("", "  - interpolate: {steps: 2}\n").replacingOccurrences(of: "{stem}.png", with: "{stem}_{t}.png"))
    let ended = try workshop.run()
    #expect(ended.status == 1)
    #expect(ended.errors.contains("bring the pictures to one size with \"size\" and \"fit\""), "\(ended.errors)")
  }
}
