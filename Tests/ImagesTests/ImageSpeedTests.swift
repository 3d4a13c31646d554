import Foundation
import Images
import Testing

/// Prints figures rather than judging them: `ZOETROPE_SPEED=1 swift test -c release -Xswiftc -enable-testing --filter
/// ImageSpeedTests`. Run by hand, for a shared machine's figures prove nothing.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["ZOETROPE_SPEED"] != nil))
struct ImageSpeedTests {
  /// The best of several rounds, in milliseconds a call.
  private func measure(_ name: String, calls: Int = 240, _ body: (Int) throws -> Void) rethrows {
    let clock = ContinuousClock()
    var best = Duration.seconds(1000)
    for _ in 0..<7 {
      best = min(best, try clock.measure { for call in 0..<calls { try body(call) } })
    }
    let milliseconds = Double(best.components.attoseconds) / 1e15 + Double(best.components.seconds) * 1000
    print("\(name): \(String(format: "%.4f", milliseconds / Double(calls))) ms")
  }

  @Test("64×64 faces: decode, encode, to tensors and back")
  func faces() throws {
    let files = try Fixtures.faces()
    let images = try files.map { try ImageReader.decode($0) }
    let floats = images.map { $0.with(samples: .floats($0.samples.floats)) }
    try measure("decode PNG") { _ = try ImageReader.decode(files[$0 % files.count]) }
    for level in [0, 1, 3, 6, 9] {
      try measure("encode PNG, level \(level)") {
        _ = try PNGWriter.encode(images[$0 % images.count], options: PNGOptions(compression: level))
      }
      let total = try images.map { try PNGWriter.encode($0, options: PNGOptions(compression: level)).count }.reduce(
        0, +)
      print("  \(total / images.count) bytes a picture")
    }
    try measure("encode PNG of floats, level 1") { _ = try PNGWriter.encode(floats[$0 % images.count]) }
    let tensors = images.map { $0.tensor(range: .symmetric) }
    measure("picture to tensor") { _ = images[$0 % images.count].tensor(range: .symmetric) }
    try measure("tensor to picture") { _ = try Image(tensors[$0 % images.count], range: .symmetric) }
    #if TurboJPEG
      let jpegs = try images.map { try JPEGWriter.encode($0) }
      try measure("encode JPEG") { _ = try JPEGWriter.encode(images[$0 % images.count]) }
      try measure("decode JPEG") { _ = try ImageReader.decode(jpegs[$0 % images.count]) }
    #endif
  }

  @Test("Resizing")
  func resizing() throws {
    let face = try ImageReader.decode(Fixtures.faces()[0])
    let photograph = face.resized(to: PixelSize(width: 89, height: 109))
    measure("89×109 to 64×64") { _ in _ = photograph.resized(to: PixelSize(width: 64, height: 64)) }
    let geometry = try Geometry(photograph: photograph.size, fit: .crop, model: face.size)
    measure("89×109 placed in 64×64") { _ in _ = geometry.place(photograph) }
    measure("64×64 back to 89×89") { _ in _ = geometry.undo(face) }
    let large = face.resized(to: PixelSize(width: 4000, height: 3000))
    measure("4000×3000 to 64×64", calls: 3) { _ in _ = large.resized(to: PixelSize(width: 64, height: 64)) }
    measure("64×64 to 4000×3000", calls: 3) { _ in _ = face.resized(to: PixelSize(width: 4000, height: 3000)) }
  }
}
