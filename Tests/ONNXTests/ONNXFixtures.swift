import Files
import Foundation
import ReferenceValues
import Tensors
import Testing

/// Graphs and what ONNX Runtime gives for them.
struct OperatorCases: Decodable {
  let cases: [OperatorCase]

  static let all = Result { try ReferenceValues.load("operators", as: OperatorCases.self).cases }
}

struct OperatorCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let model: Data
  let shape: [Int]
  let input: Data
  let outputs: [Output]

  struct Output: Decodable, Sendable {
    let name: String
    let shape: [Int]
    let values: Data
  }

  var testDescription: String { name }
}

/// Autoencoders that PyTorch exported.
struct ModelCases: Decodable {
  let models: [ModelCase]

  static let all = Result { try ReferenceValues.load("models", as: ModelCases.self).models }
}

struct ModelCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let files: [File]
  let picture: [Int]
  let x: Data
  let latent: [Int]
  let mean: Data
  let spread: Data?
  let likelihood: Data

  struct File: Decodable, Sendable {
    let name: String
    let bytes: Data
  }

  var testDescription: String { name }
}

extension Data {
  /// The numbers that these bytes are.
  var floats: [Float] {
    withUnsafeBytes { bytes in (0..<count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) } }
  }
}

/// The largest difference, relative to the largest of the expected numbers.
func difference(_ found: [Float], _ expected: [Float]) -> Float {
  guard found.count == expected.count else { return .infinity }
  let largest = max(expected.map { abs($0) }.max() ?? 0, 1e-6)
  return zip(found, expected).reduce(0) { worst, pair in
    let difference = abs(pair.0 - pair.1) / largest
    return difference.isNaN ? .infinity : max(worst, difference)
  }
}

/// A folder that is there as long as a test runs.
func withFolder<R>(_ body: (Path) throws -> R) throws -> R {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("onnx-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(Path(folder.path))
}

/// Puts bytes into a file.
func write(_ bytes: some Sequence<UInt8>, to path: Path) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: path.string))
}
