public import Files
public import Tensors

/// A safetensors file, open for reading. Its header has been checked; a tensor is read when it is asked for.
public final class SafeTensors: Sendable {
  /// The path of the file.
  public let path: Path

  /// What the file says about itself.
  public var metadata: [String: String] { header.metadata }

  /// The names of all tensors, sorted by their UTF-8 bytes.
  public let names: [String]

  private let file: InputFile
  private let header: SafeTensorsHeader

  /// Opens a file and checks its header.
  /// - Throws: `FileError`; `CheckpointError` for a header that is malformed, too large, has holes or overlaps, or does
  ///   not agree with the size of the file.
  public init(_ path: Path) throws {
    self.path = path
    file = try InputFile(path)
    header = try SafeTensorsHeader(file)
    names = header.entries.keys.sorted(by: precedesInUTF8)
  }

  /// The shape of a tensor; nil if there is none of the name.
  public func shape(of name: String) -> Shape? { header.entries[name]?.shape }

  /// How the elements of a tensor are stored; nil if there is none of the name.
  public func type(of name: String) -> ElementType? { header.entries[name]?.type }

  /// A tensor, its elements converted to `Float`: those of F64 and the integers to the nearest, all others exactly.
  /// - Throws: `CheckpointError` if there is none of the name; `FileError`.
  public func tensor(_ name: String) throws -> Tensor {
    let entry = try entry(name)
    return try Tensor(entry.shape) { out in
      if entry.type == .float32 {
        try file.read(into: UnsafeMutableRawBufferPointer(out), at: entry.offset)
      } else {
        try bytes(of: entry).withUnsafeBytes { entry.type.decode($0, into: out) }
      }
    }
  }

  /// The bytes of a tensor as they are stored.
  /// - Throws: `CheckpointError` if there is none of the name; `FileError`.
  public func bytes(of name: String) throws -> [UInt8] { try bytes(of: entry(name)) }

  private func bytes(of entry: SafeTensorsHeader.Entry) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: entry.byteCount) { buffer, initialized in
      let bytes = UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: entry.byteCount)
      try file.read(into: bytes, at: entry.offset)
      initialized = entry.byteCount
    }
  }

  private func entry(_ name: String) throws -> SafeTensorsHeader.Entry {
    guard let entry = header.entries[name] else { throw missing(name) }
    return entry
  }
}

/// The order of UTF-8 bytes, which does not depend on Unicode's version.
func precedesInUTF8(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
