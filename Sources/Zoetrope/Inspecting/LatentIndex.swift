public import Autoencoders
import Checkpoints
import Documents
public import Files
import Images
public import Tensors

/// The latents of a folder's pictures, kept in a file so that the next question about them is answered at once.
///
/// The file is one of latents as `save` writes it, so that `load: {as: latents}` reads it too. It belongs to its model,
/// and remembers of each picture when it was written and how large it was: what has changed since is encoded again.
public struct LatentIndex: Sendable {
  /// The pictures' paths below the folder, in natural order.
  public private(set) var keys: [String] = []
  /// The means of their posteriors.
  public private(set) var latents: [Tensor] = []
  private var stamps: [FileStamp] = []

  /// What an update did.
  public struct News: Sendable {
    /// Pictures that were encoded.
    public var encoded = 0
    /// Pictures that cannot be used.
    public var failures: [PictureError] = []
  }

  /// How pictures are brought to the model's size, as an index notes it.
  public struct Placement: Hashable, Sendable {
    public let crop: CropBox?
    public let fit: Fit

    public init(crop: CropBox?, fit: Fit) {
      self.crop = crop
      self.fit = fit
    }

    fileprivate var text: String {
      (crop.map { "\($0.left),\($0.top),\($0.right),\($0.bottom) " } ?? "") + fit.rawValue
    }
  }

  /// Looks through a folder, and encodes what the file does not know yet.
  /// - Parameters:
  ///   - file: where the latents are kept; nil for nowhere.
  /// - Throws: ``IndexError`` where the file belongs to another model or is none; `InputError` without pictures.
  public static func update(
    _ folder: Path, _ model: Autoencoder, _ placement: Placement, file: Path?
  ) throws -> (index: LatentIndex, news: News) {
    let known = try file.flatMap { $0.kind == .nothing ? nil : try Self.read($0, model, placement) } ?? [:]
    let walk = try FolderWalk(folder) { ImageFormat(fileExtension: Path($0).ext) != nil }
    var news = News()
    news.failures = walk.problems.map { PictureError(path: $0.path, reason: "\($0)") }
    let found = walk.files.map { (key: $0.string, path: folder.appending($0)) }
    let stamps = found.map { try? FileStamp(of: $0.path) }
    let isNew = found.indices.map { known[found[$0].key]?.stamp != stamps[$0] || stamps[$0] == nil }
    let new = found.indices.filter { isNew[$0] }
    let reader = PictureReader(for: model, crop: placement.crop, fit: placement.fit)
    var encoded = try model.posteriors(ofEach: new.map { found[$0].path }, reader).makeIterator()
    var index = LatentIndex()
    for number in found.indices {
      var latent = known[found[number].key]?.latent
      if isNew[number] {
        switch encoded.next() {
        case .success(let posterior): latent = posterior.mean
        case .failure(let error): (latent, news.failures) = (nil, news.failures + [error])
        case nil: latent = nil
        }
        news.encoded += latent == nil ? 0 : 1
      }
      guard let latent, let stamp = stamps[number] else { continue }
      index.add(found[number].key, latent, stamp)
    }
    if let file, news.encoded > 0 || known.count != index.keys.count { try index.write(to: file, model, placement) }
    return (index, news)
  }

  private mutating func add(_ key: String, _ latent: Tensor, _ stamp: FileStamp) {
    keys.append(key)
    latents.append(latent)
    stamps.append(stamp)
  }

  // The names of the facts in the file's metadata; the first four are those of `save`.
  private static let kind = "zoetrope.kind"
  private static let model = "zoetrope.model"
  private static let fingerprint = "zoetrope.fingerprint"
  private static let keys = "zoetrope.keys"
  private static let placement = "zoetrope.placement"
  private static let stamps = "zoetrope.stamps"

  private func write(to file: Path, _ model: Autoencoder, _ placement: Placement) throws {
    let stamps = JSONValue.array(self.stamps.map { [.int($0.size), .int($0.modified)] })
    let metadata = [
      Self.kind: "latents", Self.model: model.name, Self.fingerprint: model.fingerprint,
      Self.keys: JSONValue.array(keys.map { .string($0) }).compact, Self.placement: placement.text,
      Self.stamps: stamps.compact,
    ]
    let width = model.latentShape.count
    let all = Tensor(model.latentShape.batched(latents.count)) { out in
      for (number, latent) in latents.enumerated() {
        latent.withUnsafeElements { elements in
          _ = UnsafeMutableBufferPointer(rebasing: out[(number * width)...]).update(fromContentsOf: elements)
        }
      }
    }
    try SafeTensors.write(["latents": all], metadata: metadata, to: file, existing: .overwrite)
  }

  /// What a file knows of each picture; nothing where pictures were brought to size in another way.
  private static func read(
    _ file: Path, _ model: Autoencoder, _ placement: Placement
  ) throws -> [String: (latent: Tensor, stamp: FileStamp)] {
    let tensors = try SafeTensors(file)
    guard let made = tensors.metadata[fingerprint], let stamps = tensors.metadata[stamps],
      let keys = tensors.metadata[keys].flatMap({ try? JSONValue.parse($0) })?.array?.compactMap(\.string),
      tensors.shape(of: "latents") == model.latentShape.batched(keys.count) || made != model.fingerprint
    else { throw IndexError.notAnIndex(file) }
    guard made == model.fingerprint else {
      throw IndexError.otherModel(
        file, made: "\(tensors.metadata[Self.model] ?? "?") (\(made.prefix(12)))",
        model: "\(model.name) (\(model.fingerprint.prefix(12)))")
    }
    guard tensors.metadata[Self.placement] == placement.text else { return [:] }
    let numbers = (try? JSONValue.parse(stamps))?.array?.map { $0.array?.compactMap(\.int) ?? [] } ?? []
    guard numbers.count == keys.count, numbers.allSatisfy({ $0.count == 2 }) else { throw IndexError.notAnIndex(file) }
    let all = try tensors.tensor("latents")
    let width = model.latentShape.count
    return all.withUnsafeElements { elements in
      var known: [String: (latent: Tensor, stamp: FileStamp)] = [:]
      for (number, key) in keys.enumerated() {
        let latent = Tensor(model.latentShape) { out in
          _ = out.update(fromContentsOf: elements[number * width..<(number + 1) * width])
        }
        known[key] = (latent, FileStamp(size: numbers[number][0], modified: numbers[number][1]))
      }
      return known
    }
  }
}

/// Why a file cannot serve as an index.
public enum IndexError: Error, Hashable, Sendable {
  case otherModel(Path, made: String, model: String)
  case notAnIndex(Path)
}

extension IndexError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .otherModel(let file, let made, let model):
      "\(file) is an index of the model \(made), and its latents mean nothing to \(model); give --index another name"
    case .notAnIndex(let file): "\(file) is no index of `zoetrope nearest`; give --index another name"
    }
  }
}
