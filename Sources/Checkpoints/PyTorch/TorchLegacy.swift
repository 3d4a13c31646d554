internal import Files
internal import Pickles

/// The format before PyTorch 1.6: five pickles (a magic number, a version, the machine's facts, the dictionary, the keys of
/// the storages), and then for each key the number of elements in 64 bits and the elements.
final class TorchLegacy: TorchStorages {
  /// The dictionary.
  let pickle: Pickle
  /// The keys of the storages, in the order in which they follow.
  private let keys: [String]
  private let places: [String: Range<Int>]
  private let file: InputFile

  /// The largest pickle that is read: that of a state dict has some hundred bytes a tensor.
  static let largestPickle = 16 << 20
  private static let magic: PickleValue = .long([0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19])

  /// - Parameter views: what the tensors of the dictionary are, from which the sizes of the storages follow.
  init(_ path: Path, views: (Pickle) throws(TorchError.Problem) -> [String: TorchView]) throws {
    let file = try InputFile(path)
    let bytes = try file.readPrefix(min(file.size ?? 0, Self.largestPickle))
    do {
      var rest = bytes[...]
      guard try Self.next(&rest).root == Self.magic else { throw TorchError.Problem.unknownFormat }
      guard try Self.next(&rest).root == .int(1001) else { throw TorchError.Problem.unknownFormat }
      let machine = try Self.next(&rest)
      let isLittle = machine.entries(machine.root)?.first { $0.key.text == "little_endian" }?.value.bool
      guard isLittle == true else { throw TorchError.Problem.bigEndian }
      pickle = try Self.next(&rest)
      let list = try Self.next(&rest)
      keys = (list.elements(list.root) ?? []).compactMap(\.text)
      places = try Self.places(keys, try views(pickle), from: rest.startIndex, file)
    } catch let problem as TorchError.Problem { throw TorchError(path, problem) } catch let error as PickleError {
      throw TorchError(path, .pickle(error))
    }
    self.file = file
  }

  private static func next(_ rest: inout ArraySlice<UInt8>) throws(PickleError) -> Pickle {
    let pickle = try Pickle(rest, allowed: TorchNames.allowed)
    rest = rest.dropFirst(pickle.byteCount)
    return pickle
  }

  /// Where the elements of each storage lie; what no tensor of the dictionary uses has a size that nobody knows.
  private static func places(
    _ keys: [String], _ views: [String: TorchView], from start: Int, _ file: borrowing InputFile
  ) throws -> [String: Range<Int>] {
    let storages = Dictionary(views.values.map { ($0.storage.key, $0.storage) }) { first, _ in first }
    var places: [String: Range<Int>] = [:]
    var offset = start
    for key in keys {
      guard let storage = storages[key] else { break }
      let expected = storage.count * storage.type.byteCount
      let size = file.size ?? 0
      guard size - offset >= 8 else { throw TorchError.Problem.storage(key: key, expected: expected, found: nil) }
      var count: UInt64 = 0
      try withUnsafeMutableBytes(of: &count) { try file.read(into: $0, at: offset) }
      offset += 8
      guard count == UInt64(storage.count), expected <= size - offset else {
        let found = Int(clamping: count.multipliedReportingOverflow(by: UInt64(storage.type.byteCount)).partialValue)
        throw TorchError.Problem.storage(key: key, expected: expected, found: min(found, max(0, size - offset)))
      }
      places[key] = offset..<offset + expected
      offset += expected
    }
    return places
  }

  func size(of key: String) -> Int? { places[key]?.count }

  func bytes(of key: String, in range: Range<Int>) throws -> [UInt8] {
    let start = (places[key]?.lowerBound ?? 0) + range.lowerBound
    return try [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      try file.read(into: UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: range.count), at: start)
      count = range.count
    }
  }
}
