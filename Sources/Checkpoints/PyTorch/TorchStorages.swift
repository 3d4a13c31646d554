internal import Archives
internal import Files
internal import Pickles

/// Where the storages of a PyTorch file are found.
protocol TorchStorages: Sendable {
  /// How many bytes a storage has; nil if there is none.
  func size(of key: String) -> Int?

  /// Some of its bytes.
  func bytes(of key: String, in range: Range<Int>) throws -> [UInt8]
}

/// Storages that are members of a zip archive: `NAME/data/KEY`.
struct TorchZip: TorchStorages {
  /// The pickle with the dictionary.
  let pickle: [UInt8]
  private let archive: ZipArchive
  private let folder: String

  init(_ path: Path) throws {
    archive = try ZipArchive(path)
    guard let description = archive.members.first(where: { $0.name == "data.pkl" || $0.name.hasSuffix("/data.pkl") })
    else { throw TorchError(path, .unknownFormat) }
    folder = String(description.name.dropLast("data.pkl".count))
    guard description.size <= TorchLegacy.largestPickle else { throw TorchError(path, .unknownFormat) }
    if let order = archive.member(folder + "byteorder"), try archive.bytes(of: order) != Array("little".utf8) {
      throw TorchError(path, .bigEndian)
    }
    pickle = try archive.bytes(of: description)
  }

  func size(of key: String) -> Int? { archive.member(folder + "data/" + key)?.size }

  func bytes(of key: String, in range: Range<Int>) throws -> [UInt8] {
    guard let member = archive.member(folder + "data/" + key) else {
      throw ArchiveError(archive.path, .missing(member: key))
    }
    return try archive.bytes(of: member, in: range)
  }
}
