import Statistics

/// Vectors of pictures that a probe learns from.
public enum ProbeFeatures: Sendable {
  /// Posterior means.
  case latents([[Double]])
  /// Raw pixels, each sample a byte.
  case pixels([[UInt8]])

  /// What they are called.
  public var name: String {
    switch self {
    case .latents: "posterior means"
    case .pixels: "raw pixels"
    }
  }

  /// The vectors of some pictures, a row each.
  func matrix(_ places: some Collection<Int>) -> Matrix {
    switch self {
    case .latents(let all): Matrix(rows: places.map { all[$0] })
    case .pixels(let all): Matrix(rows: places.map { all[$0].map { Double($0) / 255 } })
    }
  }

  /// The score of each of some pictures.
  func scores(_ score: LinearScore, _ places: some Collection<Int>) -> [Double] {
    switch self {
    case .latents(let all): places.map { score(all[$0]) }
    case .pixels(let all): places.map { score(all[$0].map { Double($0) / 255 }) }
    }
  }
}
