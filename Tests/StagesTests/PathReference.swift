import Crypto
import Foundation
import Tensors

/// `Fixtures/paths.json`: ways, lengths, quantiles and divergences computed by `make-paths.py` with NumPy and SciPy.
struct PathReference: Decodable, Sendable {
  /// One way between two latents, or one stretch of a chain of them.
  struct Way: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let keys: [[Double]]
    let path: String
    let stretch: Int
    let closed: Bool
    let points: [[Double]]
    let length: Double
    let places: [Double]
    var description: String { name }
  }

  struct Quantile: Decodable, Sendable {
    let probability: Double
    let value: Double
  }

  struct Grid: Decodable, Sendable {
    let keys: [[Double]]
    let columns: Int
    let cells: [[Double]]
  }

  struct Divergence: Decodable, Sendable {
    let mean: Float
    let logVariance: Float
    let priorMean: Float
    let priorVariance: Float
    let value: Double
  }

  let script: String
  let times: [Double]
  let shares: [Double]
  let ways: [Way]
  let quantiles: [Quantile]
  let grid: Grid
  let divergences: [Divergence]

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static let all: PathReference? = {
    let file = folder.appending(path: "paths.json")
    return (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Self.self, from: $0) }
  }()

  /// The sum of the script as it is now.
  static func scriptSum() throws -> String {
    let script = try Data(contentsOf: folder.appending(path: "make-paths.py"))
    return SHA256.hash(data: script).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// Latents as the reference writes them.
func tensors(_ rows: [[Double]]) -> [Tensor] { rows.map { Tensor([$0.count], $0.map { Float($0) }) } }

/// The largest difference of any two elements.
func distance(_ tensor: Tensor, _ row: [Double]) -> Double {
  zip(tensor.elements, row).map { abs(Double($0) - $1) }.max() ?? .infinity
}
