/// An ICC profile in the APP2 segments of a JPEG: numbered parts (ICC.1:2010, annex B.4).
struct ICCSegments {
  private static let signature = Array("ICC_PROFILE\0".utf8)
  /// What a segment can hold beside its length, the signature and two numbers.
  private static let longestPart = 65533 - 14

  private var parts: [UInt8: [UInt8]] = [:]
  private var count: UInt8 = 0

  /// Keeps the segment's part; a segment of another kind is ignored.
  mutating func add(_ data: ArraySlice<UInt8>) {
    guard data.starts(with: Self.signature), data.count > 14 else { return }
    let numbers = data.dropFirst(Self.signature.count)
    count = numbers[numbers.startIndex + 1]
    parts[numbers[numbers.startIndex]] = Array(data.dropFirst(14))
  }

  /// The profile, if every part is there.
  var joined: [UInt8]? {
    guard count > 0, parts.count == Int(count) else { return nil }
    let ordered = (1...count).compactMap { parts[$0] }
    return ordered.count == Int(count) ? ordered.flatMap { $0 } : nil
  }

  /// The contents of the segments that hold `profile`, nil if it is too long for 255 of them.
  static func split(_ profile: [UInt8]) -> [[UInt8]]? {
    let count = (profile.count + longestPart - 1) / longestPart
    guard 1...255 ~= count else { return nil }
    return (0..<count).map { part in
      let data = profile[part * longestPart..<min((part + 1) * longestPart, profile.count)]
      return signature + [UInt8(part + 1), UInt8(count)] + data
    }
  }
}
