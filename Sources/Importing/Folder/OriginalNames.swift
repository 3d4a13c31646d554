import Documents
import Tensors

/// The names that tensors had in the files that a model was imported from, kept beside its weights so that an export can
/// give them back.
struct OriginalNames {
  /// By the names in the model's own file.
  let origins: [String: TensorOrigin]

  private static let key = "original names"

  init(_ origins: [String: TensorOrigin]) { self.origins = origins }

  /// Those that a file of weights carries; none if nothing was renamed.
  init(metadata: [String: String]) {
    let members = metadata[Self.key].flatMap { try? JSONValue.parse($0) }?.object ?? []
    origins = Dictionary(
      members.compactMap { member in
        member.value["name"]?.string.map {
          let extents = member.value["shape"]?.array?.compactMap(\.int).filter { $0 >= 0 }
          return (
            member.name, TensorOrigin(file: member.value["file"]?.string, name: $0, shape: extents.map { Shape($0) })
          )
        }
      }
    ) { first, _ in first }
  }

  /// As the file of the weights carries it.
  var metadata: [String: String] {
    guard !origins.isEmpty else { return [:] }
    let members = origins.sorted { $0.key < $1.key }.map { name, origin -> JSONValue.Member in
      let file = origin.file.map { [JSONValue.Member("file", .string($0))] } ?? []
      let shape = origin.shape.map { [JSONValue.Member("shape", .array($0.dimensions.map { .int($0) }))] } ?? []
      return .init(name, .object(file + [.init("name", .string(origin.name))] + shape))
    }
    return [Self.key: JSONValue.object(members).compact]
  }
}
