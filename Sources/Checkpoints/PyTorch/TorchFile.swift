internal import Archives
public import Files
internal import Pickles
public import Tensors

/// A state dict of PyTorch, `.pth` or `.pt`, in the zip format or the one before it; open for reading.
///
/// Its pickle is read by a machine that makes numbers, texts, tuples, lists and dictionaries, and refuses everything else
/// by its name; nothing is ever executed. A tensor is read when it is asked for.
public final class TorchFile: TensorStore {
  /// The path of the file.
  public let path: Path

  /// The names of all tensors, sorted by their UTF-8 bytes.
  public let names: [String]

  private let views: [String: TorchView]
  private let storages: any TorchStorages

  /// Opens a file.
  /// - Throws: `TorchError`, `ArchiveError`, `FileError`.
  public init(_ path: Path) throws {
    self.path = path
    let size = try InputFile(path).size ?? 0
    (views, storages) =
      ZipArchive.begins(try InputFile(path).readPrefix(4)) ? try Self.zip(path) : try Self.legacy(path)
    names = views.keys.sorted(by: precedesInUTF8)
    do throws(TorchError.Problem) {
      try TorchOverlap.check(views, fileSize: size)
      for view in views.values {
        let (expected, found) = (view.storage.count * view.storage.type.byteCount, storages.size(of: view.storage.key))
        guard let found, found >= expected else {
          throw .storage(key: view.storage.key, expected: expected, found: found)
        }
      }
    } catch { throw TorchError(path, error) }
  }

  private static func zip(_ path: Path) throws -> ([String: TorchView], any TorchStorages) {
    let archive = try TorchZip(path)
    do {
      let pickle = try Pickle(archive.pickle[...], allowed: TorchNames.allowed)
      return (try TorchDictionary(pickle).views, archive)
    } catch let error as PickleError { throw TorchError(path, .pickle(error)) } catch let problem as TorchError.Problem
    {
      throw TorchError(path, problem)
    }
  }

  private static func legacy(_ path: Path) throws -> ([String: TorchView], any TorchStorages) {
    let file = try TorchLegacy(path) { pickle throws(TorchError.Problem) in try TorchDictionary(pickle).views }
    do throws(TorchError.Problem) { return (try TorchDictionary(file.pickle).views, file) } catch {
      throw TorchError(path, error)
    }
  }

  /// The shape of a tensor; nil if there is none of the name.
  public func shape(of name: String) -> Shape? { views[name]?.shape }

  /// How the elements of a tensor are stored; nil if there is none of the name.
  public func type(of name: String) -> ElementType? { views[name]?.storage.type }

  /// A tensor, its elements converted to `Float`.
  /// - Throws: `CheckpointError` if there is none of the name; `FileError`, `ArchiveError`.
  public func tensor(_ name: String) throws -> Tensor {
    guard let view = views[name] else { throw missing(name) }
    guard view.shape.count > 0 else { return Tensor(view.shape) }
    let bytes = try storages.bytes(of: view.storage.key, in: view.bytes)
    func decode(into out: UnsafeMutableBufferPointer<Float>) {
      bytes.withUnsafeBytes { view.storage.type.decode($0, into: out) }
    }
    if view.isContiguous { return Tensor(view.shape, decode) }
    let elements = [Float](unsafeUninitializedCapacity: view.span.count) { buffer, count in
      buffer.initialize(repeating: 0)
      decode(into: buffer)
      count = view.span.count
    }
    return view.gathered(elements)
  }
}
