import Autoencoders
import Checkpoints
import Dataflow
import Documents
import Files
import Tensors

/// Writes the arrays of items to one file.
///
/// A `.safetensors` file carries one array for each part of the values, items along the first axis, with what they are
/// (`zoetrope.kind`), the model's name and fingerprint, and the items' keys. An `.npy` file is one array without keys;
/// a value of two parts, a posterior, has an axis of two for them: mean, log-variance.
struct ArrayFile {
  static let kind = "zoetrope.kind"
  static let model = "zoetrope.model"
  static let fingerprint = "zoetrope.fingerprint"
  static let keys = "zoetrope.keys"

  let items: [Item<any StreamValue>]
  let path: Path
  let existing: AtomicFile.Existing
  let model: Autoencoder?
  var precision = Save.Precision.float32

  /// - Parameter isCollection: whether the file is for all items, so that even one has the first axis.
  func write(as format: SaveFormat, isCollection: Bool) throws {
    let values = items.compactMap { $0.value as? any ArrayValue }
    guard let first = values.first, values.count == items.count else { throw SaveError.unknownFormat(path.string) }
    let parts = first.arrays.indices.map { part in
      (name: first.arrays[part].name, tensors: values.map { $0.arrays[part].tensor })
    }
    if let odd = parts[0].tensors.first(where: { $0.shape != parts[0].tensors[0].shape }) {
      throw ArrayFileError.shapes(path, parts[0].tensors[0].shape, odd.shape)
    }
    if format == .npy {
      try AtomicFile.write(NPY.encode(Self.npy(parts.map(\.tensors), isCollection)), to: path, existing: existing)
    } else {
      let tensors = Dictionary(uniqueKeysWithValues: parts.map { ($0.name, Tensor(stacking: $0.tensors)) })
      try write(tensors, metadata(of: first))
    }
  }

  private func write(_ tensors: [String: Tensor], _ metadata: [String: String]) throws {
    switch precision {
    case .float32: try SafeTensors.write(tensors, metadata: metadata, to: path, existing: existing)
    case .float16: try SafeTensors.write(tensors, metadata: metadata, as: .float16, to: path, existing: existing)
    case .int8:
      let quantised = tensors.mapValues { Quantised($0) }
      let scales = quantised.map { (Quantised.scaleName(of: $0), $1.scales) }
      try SafeTensors.write(
        Dictionary(uniqueKeysWithValues: scales), metadata: metadata, integers: quantised.mapValues(\.numbers),
        to: path,
        existing: existing)
    }
  }

  /// The key under which an item is found again; what sweeps added stands in it.
  static func key(of id: ItemID) -> String {
    guard !id.coordinates.isEmpty else { return id.key }
    let key = ItemKey(id.key)
    let places = id.coordinates.map { "_\($0.name)=\($0.value)" }.joined()
    return (key.path.isEmpty ? "" : key.path + "/") + key.stem + places + (key.ext.isEmpty ? "" : "." + key.ext)
  }

  private func metadata(of value: any ArrayValue) -> [String: String] {
    let keys = JSONValue.array(items.map { .string(Self.key(of: $0.id)) })
    var facts = [Self.kind: type(of: value).streamType.name, Self.keys: keys.compact]
    facts[Self.model] = model?.name
    facts[Self.fingerprint] = model?.fingerprint
    return facts
  }

  private static func npy(_ parts: [[Tensor]], _ isCollection: Bool) -> Tensor {
    let values = parts[0].indices.map { item in
      parts.count == 1 ? parts[0][item] : Tensor(stacking: parts.map { $0[item] })
    }
    return isCollection || values.count > 1 ? Tensor(stacking: values) : values[0]
  }
}

/// Why arrays cannot share a file or be read from one.
enum ArrayFileError: Error, Hashable, CustomStringConvertible {
  case shapes(Path, Shape, Shape)
  case keys(Path)
  case scale(Path, String)

  var description: String {
    switch self {
    case .shapes(let path, let first, let other):
      "\(path) would hold arrays of the shapes \(first) and \(other); give each a file of its own with {stem}"
    case .scale(let path, let name):
      "\(path) has \"\(name)\" as int8 without a \"\(Quantised.scaleName(of: name))\" for each item; save it again"
    case .keys(let path): "the list of keys in \(path) is damaged; save it again"
    }
  }
}
