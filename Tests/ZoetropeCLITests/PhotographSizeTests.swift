import Foundation
import Testing
import Zoetrope

/// A face of a photograph is edited through a small model, and the photograph comes out at its own size.
@Suite("Photographs at their own size")
struct PhotographSizeTests {
  static let size = PixelSize(width: 40, height: 30)
  static let eyes = "file,left_eye_x,left_eye_y,right_eye_x,right_eye_y\na.png,14,12,23,14\n"
  static let boxes = "file,left,top,right,bottom\na.png,6,5,26,25\n"
  static let places = [
    "eyes: table.csv", "boxes: table.csv, fit: stretch", "crop: [6, 5, 26, 25], fit: pad", "fit: crop",
  ]

  /// A photograph with everything that must survive.
  private static func photograph(bits: Int) throws -> Image {
    let noise = (0..<size.count * 3).map { UInt16(truncatingIfNeeded: $0 &* 40503 &+ $0 / 7 &* 977) }
    let samples = bits == 16 ? Image.Samples.words(noise) : .bytes(noise.map { UInt8($0 >> 8) })
    let alpha = (0..<size.count).map { UInt16(truncatingIfNeeded: $0 &* 257) | 1 }
    var image = Image(
      size: size, channels: 3, samples: samples,
      alpha: bits == 16 ? .words(alpha) : .bytes(alpha.map { UInt8($0 >> 8) }))
    let profile = Path(Tool.root.path) / "Tests/ImagesTests/Fixtures/profile.icc"
    image.metadata.colourProfile = try readFile(profile, limit: 1 << 20)
    image.metadata.pixelsPerMetre = 11811
    return image
  }

  /// Runs an edit of the photograph.
  private func edited(_ place: String, hue: Double, bits: Int) throws -> Image {
    let workshop = try Workshop(pictures: 0)
    try workshop.write("pictures/a.png", PNGWriter.encode(Self.photograph(bits: bits), options: PNGOptions(bits: bits)))
    try workshop.write("table.csv", place.hasPrefix("eyes") ? Self.eyes : Self.boxes)
    try workshop.write(
      "recipe.yaml",
      Workshop.recipe.replacingOccurrences(
        of: "load: {from: \"${input}\"}", with: "load: {from: \"${input}\", \(place)}"
      )
      .replacingOccurrences(of: "  - decode:", with: "  - modify dimensions: {hue: \(hue)}\n  - decode:")
      .replacingOccurrences(of: "  - save:", with: "  - keep photograph:\n  - save:")
      .replacingOccurrences(of: "{stem}.png\"", with: "{stem}.png\", size: original, bits: \(bits)"))
    let ended = try workshop.run()
    #expect(ended.status == 0, "\(ended.errors)")
    return try workshop.picture("out/a.png")
  }

  @Test("An edit of nothing gives the photograph's own samples, alpha and metadata", arguments: places, [8, 16])
  func nothing(place: String, bits: Int) throws {
    let (made, photograph) = (try edited(place, hue: 0, bits: bits), try Self.photograph(bits: bits))
    #expect(made.samples == photograph.samples)
    #expect(made.alpha == photograph.alpha)
    #expect(made.metadata == photograph.metadata)
  }

  @Test("An edit changes the face and nothing around it", arguments: places.dropLast())
  func around(place: String) throws {
    let (made, photograph) = (try edited(place, hue: 3, bits: 8), try Self.photograph(bits: 8))
    #expect(made.size == Self.size)
    #expect(made.alpha == photograph.alpha)
    #expect(made.metadata == photograph.metadata)
    let changed = zip(try made.samples.bytes(), try photograph.samples.bytes()).enumerated()
      .filter { $0.element.0 != $0.element.1 }.map { (x: $0.offset / 3 % 40, y: $0.offset / 120) }
    #expect(changed.count > 200)
    // The eyes are 9.2 pixels apart, 3 in the model's picture of 8: what it sees is a square of 25, turned.
    let seen = place.hasPrefix("eyes") ? (x: 2...36, y: 0...29) : (x: 6...25, y: 5...24)
    #expect(changed.allSatisfy { seen.x.contains($0.x) && seen.y.contains($0.y) })
  }

  @Test("A JPEG comes out as one, with its profile, Exif data and density, and hardly touched around the face")
  func jpeg() throws {
    let workshop = try Workshop(pictures: 0)
    let recipe = Tool.root.appendingPathComponent("Pipelines/smile-in-photo-eyes.yaml").path
    let ended = try workshop.run("run", recipe, "--only", "evening.jpg")
    #expect(ended.status == 0, "\(ended.errors)")
    let file = Path(Tool.root.path) / "Samples/photographs/evening.jpg"
    let photograph = try ImageReader.decode(readFile(file, limit: 1 << 24))
    let made = try workshop.picture("out/smile-in-photo-eyes/evening.jpg")
    #expect(made.size == PixelSize(width: 1200, height: 900))
    #expect(made.metadata == photograph.metadata)
    #expect(made.metadata.exif != nil && made.metadata.colourProfile != nil && made.metadata.pixelsPerMetre == 11811)
    let corner = CropBox(left: 0, top: 0, right: 400, bottom: 900)
    let pairs = zip(
      try made.cropped(to: corner).samples.bytes(), try photograph.cropped(to: corner).samples.bytes())
    #expect(pairs.allSatisfy { abs(Int($0) - Int($1)) <= 16 })
  }
}
