import Foundation
import Images
import Testing

/// The files of `Fixtures`, and what they must decode to; `Fixtures/make.py` made both.
enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  static let samples = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Samples/faces")

  static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static func names(_ ending: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasSuffix(ending) }.sorted()
  }

  /// Several 64×64 faces, encoded.
  static func faces() throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(atPath: samples.path).filter { $0.hasSuffix(".png") }.sorted()
      .map { Array(try Data(contentsOf: samples.appending(path: $0))) }
  }
}

/// A line of `golden.txt`.
struct Golden: Sendable, CustomTestStringConvertible {
  let name: String
  let size: PixelSize
  let channels: Int
  let samples: Image.Samples
  let alpha: Image.Samples?

  var testDescription: String { name }

  static let all: [Golden] = {
    let text = (try? String(contentsOf: Fixtures.folder.appending(path: "golden.txt"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { Golden(fields: $0.split(separator: " ").map(String.init)) }
  }()

  private init(fields: [String]) {
    name = fields[0]
    size = PixelSize(width: Int(fields[1])!, height: Int(fields[2])!)
    channels = Int(fields[3])!
    samples = Self.samples(fields[5], bits: Int(fields[4])!)
    alpha = fields[6] == "-" ? nil : Self.samples(fields[6], bits: Int(fields[4])!)
  }

  private static func samples(_ digits: String, bits: Int) -> Image.Samples {
    let digits = Array(digits)
    let numbers = stride(from: 0, to: digits.count, by: bits / 4).map {
      UInt16(String(digits[$0..<$0 + bits / 4]), radix: 16)!
    }
    return bits == 16 ? .words(numbers) : .bytes(numbers.map { UInt8($0) })
  }
}
