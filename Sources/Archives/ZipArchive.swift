internal import Compression
public import Files

/// A zip archive, open for reading. Its directory has been checked: what members claim is possible, no two share bytes,
/// and all together are not much more than the file. A member is read when it is asked for.
public final class ZipArchive: Sendable {
  /// How a member is stored.
  public enum Method: Int, Hashable, Sendable {
    /// As it is.
    case stored = 0
    /// Compressed by deflate (RFC 1951).
    case deflated = 8
  }

  /// A file in the archive.
  public struct Member: Hashable, Sendable {
    /// Its path in the archive.
    public let name: String
    /// How it is stored.
    public let method: Method
    /// How many bytes it has.
    public let size: Int
    /// How many it takes in the archive.
    let storedSize: Int
    let headerOffset: Int
    let sum: UInt32
  }

  /// The path of the archive.
  public let path: Path

  /// Its members, in the order of its directory.
  public let members: [Member]

  private let byName: [String: Member]
  private let file: InputFile

  /// Opens an archive and checks its directory.
  /// - Throws: `FileError`, `ArchiveError`.
  public init(_ path: Path) throws {
    self.path = path
    file = try InputFile(path)
    members = try ZipDirectory(file).members
    byName = Dictionary(members.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Whether bytes begin as an archive with members does.
  public static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// The member of a name.
  public func member(_ name: String) -> Member? { byName[name] }

  /// A member whole, its check sum compared.
  /// - Throws: `FileError`, `ArchiveError`.
  public func bytes(of member: Member) throws -> [UInt8] {
    let stored = try read(member, 0..<member.storedSize)
    let bytes = member.method == .stored ? stored : Deflate.inflated(stored, count: member.size)
    guard let bytes, CRC32.sum(bytes[...]) == member.sum else {
      throw ArchiveError(path, .damaged(member: member.name))
    }
    return bytes
  }

  /// A part of a member: of a stored one nothing else is read, and no check sum compared.
  /// - Precondition: the range lies in the member.
  /// - Throws: `FileError`, `ArchiveError`.
  public func bytes(of member: Member, in range: Range<Int>) throws -> [UInt8] {
    precondition(range.lowerBound >= 0 && range.upperBound <= member.size, "a range beyond the member")
    if member.method == .stored { return try read(member, range) }
    return Array(try bytes(of: member)[range])
  }

  private func read(_ member: Member, _ range: Range<Int>) throws -> [UInt8] {
    let start = try dataOffset(of: member) + range.lowerBound
    return try [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      try file.read(into: UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: range.count), at: start)
      count = range.count
    }
  }

  /// Where a member's data begin, behind its own header.
  private func dataOffset(of member: Member) throws -> Int {
    var header = [UInt8](repeating: 0, count: 30)
    try header.withUnsafeMutableBytes { try file.read(into: $0, at: member.headerOffset) }
    let reader = LittleEndian(header)
    guard reader.word(0) == 0x0403_4b50, reader.short(8) == member.method.rawValue, let name = reader.short(26),
      let extra = reader.short(28)
    else { throw ArchiveError(path, .header(member: member.name)) }
    return member.headerOffset + 30 + name + extra
  }
}
