import Foundation
import Tensors

/// The float tensors of a safetensors file of the reference models; only what these tests read.
func readSafetensors(_ path: String) throws -> [String: Tensor] {
  struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]
    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }
  }
  let data = try Data(contentsOf: referenceModels.appending(path: path))
  let headerCount = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
  let json = try JSONSerialization.jsonObject(with: data.dropFirst(8).prefix(headerCount)) as? [String: Any] ?? [:]
  var tensors: [String: Tensor] = [:]
  for (name, value) in json where name != "__metadata__" {
    let entry = try JSONDecoder().decode(Entry.self, from: JSONSerialization.data(withJSONObject: value))
    guard entry.dtype == "F32" else { continue }
    let bytes = data.dropFirst(8 + headerCount)[(data.startIndex + 8 + headerCount + entry.offsets[0])...]
      .prefix(entry.offsets[1] - entry.offsets[0])
    tensors[name] = Tensor(Shape(entry.shape)) { _ = bytes.copyBytes(to: $0) }
  }
  return tensors
}

/// The folder of reference models beside the package; not part of it.
let referenceModels = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../../shared/models").standardizedFileURL

/// Whether the reference models are there: tests that need them are skipped elsewhere.
let hasReferenceModels = FileManager.default.fileExists(atPath: referenceModels.path)
