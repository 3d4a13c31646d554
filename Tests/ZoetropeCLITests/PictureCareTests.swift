import Foundation
import Testing
import ToyModel
import Zoetrope

/// What a picture has beside its colours comes through.
@Suite("No surprise in the picture")
struct PictureCareTests {
  static let alpha = Image.Samples.bytes((0..<64).map { UInt8($0 * 4) })

  private static func profile() throws -> [UInt8] {
    try readFile(Path(Tool.root.path) / "Tests/ImagesTests/Fixtures/profile.icc", limit: 1 << 20)
  }

  @Test("Alpha and the colour profile are those of the photograph")
  func alphaAndProfile() throws {
    let workshop = try Workshop(pictures: 0)
    var picture = Workshop.picture(3).with(alpha: Self.alpha)
    picture.metadata.colourProfile = try Self.profile()
    try workshop.write("pictures/a.png", PNGWriter.encode(picture))
    let ended = try workshop.run()
    #expect(ended.status == 0, "\(ended.errors)")
    let made = try workshop.picture("out/a.png")
    #expect(made.alpha == Self.alpha)
    #expect(try made.metadata.colourProfile == Self.profile())
  }

  @Test("A JPEG cannot keep alpha: that item fails by name, and the others are done")
  func alphaToJPEG() throws {
    let workshop = try Workshop(pictures: 1)
    try workshop.write("pictures/a.png", PNGWriter.encode(Workshop.picture(3).with(alpha: Self.alpha)))
    try workshop.write("recipe.yaml", Workshop.recipe.replacingOccurrences(of: "{stem}.png", with: "{stem}.jpg"))
    let ended = try workshop.run()
    #expect(ended.status == 1)
    #expect(
      ended.lines.contains(
        "zoetrope: error: pictures/a.png: the picture has an alpha channel, which JPEG cannot store; save as PNG (in save)"
      ),
      "\(ended.errors)")
    #expect(ended.lines.count { $0.contains("error:") } == 1, "\(ended.errors)")
    #expect(workshop.files() == ["01.jpg", "failures.ndjson"])
    #expect(try workshop.picture("out/01.jpg").size == ToyModel.size)
  }

  @Test("16 bits come in, and go out where they are asked for", arguments: [8, 16])
  func bits(_ bits: Int) throws {
    let workshop = try Workshop(pictures: 0)
    let words = Image(size: ToyModel.size, channels: 3, samples: .words((0..<192).map { UInt16($0 * 341) }))
    try workshop.write("pictures/a.png", PNGWriter.encode(words, options: PNGOptions(bits: 16)))
    try workshop.write(
      "recipe.yaml", Workshop.recipe.replacingOccurrences(of: "{stem}.png\"", with: "{stem}.png\", bits: \(bits)"))
    let ended = try workshop.run()
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try workshop.bytes("out/a.png")[24] == UInt8(bits))
  }

  @Test("EXIF orientation is applied, and says afterwards that it was")
  func orientation() throws {
    let workshop = try Workshop(pictures: 0)
    let folder = Path(Tool.root.path) / "Tests/ImagesTests/Fixtures"
    let lying = try readFile(folder / "orientation-6.jpg", limit: 1 << 20)
    let upright = try ImageReader.decode(lying)
    #expect(
      upright.size != (try ImageReader.decode(readFile(folder / "orientation-1.jpg", limit: 1 << 20))).size
        || upright.size.width == upright.size.height)
    try workshop.write("pictures/lying.jpg", lying)
    var plain = upright
    plain.metadata = ImageMetadata()
    try workshop.write("pictures/upright.png", PNGWriter.encode(plain))
    try workshop.write(
      "recipe.yaml",
      Workshop.recipe.replacingOccurrences(
        of: "load: {from: \"${input}\"}", with: "load: {from: \"${input}\", fit: stretch}"))
    let ended = try workshop.run()
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try workshop.picture("out/lying.png").samples == workshop.picture("out/upright.png").samples)
  }
}
