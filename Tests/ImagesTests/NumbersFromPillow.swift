import Foundation
import Images
import Testing

/// A line of `numbers.txt`: what Pillow makes of an 11×8 picture of noise.
struct NumbersFromPillow: Sendable, CustomTestStringConvertible {
  let name: String
  let size: PixelSize
  let values: [Float]

  var testDescription: String { "\(name) to \(size)" }

  static let source = PixelSize(width: 11, height: 8)

  static let all: [NumbersFromPillow] = {
    let text = (try? String(contentsOfFile: Fixtures.path("numbers.txt"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { line in
      let fields = line.split(separator: " ")
      return NumbersFromPillow(
        name: String(fields[0]), size: PixelSize(width: Int(fields[1])!, height: Int(fields[2])!),
        values: fields[3].split(separator: ",").map { Float($0)! })
    }
  }()

  /// The number that `make.py` calls `noise(i) >> 8`.
  static func noise(_ i: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: ((UInt64(i) * 40503 + 12345) * 2_654_435_761) >> 24)
  }

  /// The number that `make.py` calls `64 + (noise(i) >> 9)`.
  static func halfNoise(_ i: Int) -> UInt8 { 64 + noise(i) / 2 }
}
