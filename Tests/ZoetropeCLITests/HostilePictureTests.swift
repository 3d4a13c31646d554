import Foundation
import Testing
import Zoetrope

/// Pictures that are none: each is named with its reason, and the others are done.
@Suite("Bad pictures")
struct HostilePictureTests {
  /// A file and the beginning of what is said about it.
  static func hostile() throws -> [(name: String, bytes: [UInt8], reason: String)] {
    let png = try PNGWriter.encode(Workshop.picture(1))
    let jpeg = try JPEGWriter.encode(Workshop.picture(1))
    return [
      ("cut.png", png.dropLast(30), "the PNG is cut short: its data end before the picture does"),
      ("cut.jpg", Array(jpeg.prefix(jpeg.count / 2)), "the JPEG is cut short: its data end before the picture does"),
      ("lying.png", declaring(20_000, 4_000, in: png), "its header declares 20000×4000 pixels, which its "),
      ("lying.jpg", declaringJPEG(20_000, 4_000, in: jpeg), "its header declares 20000×4000 pixels, which its "),
      ("huge.png", declaring(30_000, 30_000, in: png), "its header declares 30000×30000 pixels, and the limit is "),
      ("text.png", Array("Dear diary".utf8), "it holds text, not a picture; it begins with \"Dear diary\""),
      ("empty.png", [], "the file is empty (0 bytes)"),
      ("bytes.jpg", [0, 1, 2, 3, 200, 201], "it is not a PNG, JPEG or PPM picture; its first bytes are "),
      ("big.png", try PNGWriter.encode(Image(size: PixelSize(width: 9, height: 8), channels: 1, samples: .bytes(.init(repeating: 7, count: 72)))),
        "the picture is 9×8 and the model takes 8×8; say how to fit it in \"load\": fit: crop, pad or stretch"),
    ]
  }

  @Test("are named with their reasons in one line each, listed, and the others done")
  func named() throws {
    let workshop = try Workshop(pictures: 4)
    let hostile = try Self.hostile()
    for file in hostile { try workshop.write("pictures/" + file.name, file.bytes) }
    let ended = try workshop.run()
    #expect(ended.status == 1)
    for file in hostile {
      let lines = ended.lines.filter { $0.hasPrefix("zoetrope: error: pictures/\(file.name): \(file.reason)") }
      #expect(lines.count == 1 && lines[0].hasSuffix(" (in load)"), "\(file.name): \(ended.errors)")
    }
    #expect(ended.lines.count { $0.contains("error:") } == hostile.count, "\(ended.errors)")
    #expect(ended.lines.last?.hasPrefix("zoetrope: 4 outputs written in ") == true)
    #expect(ended.lines.last?.hasSuffix(", 9 failed") == true)
    #expect(workshop.files() == ["01.png", "02.png", "03.png", "04.png", "failures.ndjson"])
    let failures = try String(decoding: workshop.bytes("out/failures.ndjson"), as: UTF8.self).split(separator: "\n")
      .map { try JSONValue.parse(String($0)) }
    #expect(Set(failures.compactMap { $0["key"]?.string }) == Set(hostile.map(\.name)))
    for failure in failures {
      #expect(failure["stage"]?.string == "load")
      #expect(failure["source"]?.string == "pictures/" + (failure["key"]?.string ?? ""))
      #expect(failure["reason"]?.string?.isEmpty == false)
    }
  }

  @Test("are listed for another try, which does only these and takes the list away")
  func retried() throws {
    let workshop = try Workshop(pictures: 2)
    try workshop.write("pictures/03.png", "not yet")
    #expect(try workshop.run().status == 1)
    let first = try workshop.contents().filter { $0.key != "failures.ndjson" }
    let again = try workshop.run("--from", "out/failures.ndjson")
    #expect(again.status == 1)
    #expect(workshop.files() == ["01.png", "02.png", "failures.ndjson"])
    try workshop.write("pictures/03.png", PNGWriter.encode(Workshop.picture(2)))
    let last = try workshop.run("--from", "out/failures.ndjson")
    #expect(last.status == 0, "\(last.errors)")
    #expect(last.lines.last?.hasPrefix("zoetrope: 1 output written in ") == true)
    #expect(workshop.files() == ["01.png", "02.png", "03.png"])
    for (name, bytes) in first { #expect(try workshop.bytes("out/" + name) == bytes) }
  }

  @Test("stop the run where that is asked for")
  func stop() throws {
    let workshop = try Workshop(pictures: 30)
    try workshop.write("pictures/00.png", "no")
    let ended = try workshop.run("--on-error", "stop", "--jobs", "1", "--batch", "1")
    #expect(ended.status == 1)
    #expect(ended.lines.last?.hasSuffix(", 1 failed, stopped at the first failure") == true, "\(ended.errors)")
    #expect(workshop.files().count < 30)
    #expect(workshop.files().contains("failures.ndjson"))
    for name in workshop.files() where name.hasSuffix(".png") { _ = try workshop.picture("out/" + name) }
  }

  @Test("in a stream are named by their number, and the stream goes on")
  func inStream() throws {
    let workshop = try Workshop(pictures: 2)
    let good = try ["01", "02"].map { Data(try workshop.bytes("pictures/\($0).png")) }
    var damaged = good[0]
    damaged[good[0].count - 20] ^= 0xff
    let ended = try workshop.run("--set", "input=-", input: good[0] + damaged + good[1])
    #expect(ended.status == 1)
    #expect(ended.lines.contains { $0.hasPrefix("zoetrope: error: stdin/0002: the PNG is damaged: ") }, "\(ended.errors)")
    #expect(workshop.files() == ["failures.ndjson", "stdin/0001.png", "stdin/0003.png"])
  }

  /// A PNG whose header declares another size.
  private static func declaring(_ width: Int, _ height: Int, in png: [UInt8]) -> [UInt8] {
    var bytes = png
    for (place, value) in [(16, width), (20, height)] {
      for byte in 0..<4 { bytes[place + byte] = UInt8(truncatingIfNeeded: value >> (24 - 8 * byte)) }
    }
    bytes.replaceSubrange(29..<33, with: crc(bytes[12..<29]))
    return bytes
  }

  /// A JPEG whose frame header declares another size.
  private static func declaringJPEG(_ width: Int, _ height: Int, in jpeg: [UInt8]) -> [UInt8] {
    var bytes = jpeg
    guard let frame = bytes.indices.dropLast(9).first(where: { bytes[$0] == 0xff && [0xc0, 0xc1, 0xc2].contains(bytes[$0 + 1]) })
    else { return [] }
    bytes.replaceSubrange((frame + 5)..<(frame + 9), with: [height >> 8, height & 255, width >> 8, width & 255].map { UInt8($0) })
    return bytes
  }

  private static func crc(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var sum: UInt32 = 0xffff_ffff
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return (0..<4).map { UInt8(truncatingIfNeeded: ~sum >> (24 - 8 * $0)) }
  }
}
