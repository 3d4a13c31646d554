import Distributions
import Statistics
import Tensors
import Testing

@Suite("Fitting a mixture")
struct MixtureFitTests {
  /// Vectors around so many centres, correlated inside each cloud.
  private static func clouds(_ count: Int, _ centres: Int, _ dimension: Int) -> Matrix {
    Matrix(
      rows: (0..<count).map { row in
        let centre = RandomSource(seed: 3, stage: "centre", item: "\(row % centres)").normals(dimension)
        let noise = Numerical.noise(row, dimension)
        return (0..<dimension).map { Double(centre[$0]) * 4 + noise[$0] + 0.7 * noise[($0 + 1) % dimension] }
      })
  }

  @Test("ends where scikit-learn does, from a start of its own")
  func reference() throws {
    let reference = try DistributionsReference.load().fit
    let fit = try MixtureFit(
      Matrix(rows: reference.vectors),
      MixtureFitSettings(components: 3, regularisation: 0, tolerance: 1e-12, limit: 2000))
    #expect(fit.hasConverged && abs(fit.logLikelihood - reference.logLikelihood) < 1e-7)
    let order = (0..<3).sorted { fit.mixture.weights.probabilities[$0] < fit.mixture.weights.probabilities[$1] }
    #expect(difference(order.map { fit.mixture.weights.probabilities[$0] }, reference.weights) < 1e-4)
    for (k, place) in order.enumerated() {
      let component = fit.mixture.components[place]
      #expect(difference(component.mean, reference.means[k]) < 1e-3)
      #expect(difference(component.covariance.elements, reference.covariances[k].flatMap(\.self)) < 1e-2)
    }
  }

  @Test(
    "never falls: the likelihood where nothing is regularised, the objective where something is",
    arguments: [0, 1e-3, 0.3])
  func monotone(_ regularisation: Double) throws {
    let vectors = Self.clouds(600, 5, 6)
    let settings = MixtureFitSettings(components: 4, regularisation: regularisation, tolerance: 1e-9, limit: 300)
    let fit = try MixtureFit(vectors, settings)
    #expect(fit.objectives.count > 3)
    for (before, after) in zip(fit.objectives, fit.objectives.dropFirst()) { #expect(after >= before - 1e-12) }
    let mean = (0..<vectors.rows).reduce(0.0) { $0 + fit.mixture.logDensity(vectors.row($1)) } / Double(vectors.rows)
    #expect(abs(mean - fit.logLikelihood) < 1e-10)
    if regularisation == 0 { #expect(abs(fit.objectives[fit.objectives.count - 1] - fit.logLikelihood) < 1e-12) }
  }

  @Test("of one component is the vectors' own mean and covariance")
  func single() throws {
    let vectors = Self.clouds(130, 3, 5)
    let fit = try MixtureFit(vectors, MixtureFitSettings(components: 1, regularisation: 0))
    let moments = Moments(vectors)
    #expect(difference(fit.mixture.components[0].mean, moments.mean) < 1e-12)
    let biased = moments.covariance.elements.map { $0 * 129 / 130 }
    #expect(difference(fit.mixture.components[0].covariance.elements, biased) < 1e-11)
  }

  @Test("finds well separated clouds, each with its share")
  func separated() throws {
    let fit = try MixtureFit(Self.clouds(1200, 4, 8), MixtureFitSettings(components: 4))
    #expect(difference(fit.mixture.weights.probabilities.sorted(), [0.25, 0.25, 0.25, 0.25]) < 1e-6)
  }

  @Test("with fewer vectors than dimensions in a component is possible by its regularisation only")
  func flat() throws {
    let vectors = Self.clouds(12, 3, 9)
    let fit = try MixtureFit(vectors, MixtureFitSettings(components: 3, regularisation: 0.01))
    #expect(fit.mixture.logDensity(vectors.row(0)).isFinite)
    #expect(throws: NotPositiveDefinite.self) {
      try MixtureFit(vectors, MixtureFitSettings(components: 3, regularisation: 0))
    }
  }

  @Test("bears a dimension that never changes, and equal vectors")
  func constant() throws {
    let rows = (0..<60).map { [Double($0 % 20), 7, Double($0 % 20 % 7)] }
    let fit = try MixtureFit(Matrix(rows: rows), MixtureFitSettings(components: 4, limit: 50))
    #expect(fit.mixture.logDensity([3, 7, 3]).isFinite)
  }

  @Test("gives the same bytes every time, and other ones by another seed")
  func same() throws {
    let vectors = Self.clouds(700, 6, 10)
    func bits(seed: UInt64) throws -> [UInt64] {
      let fit = try MixtureFit(vectors, MixtureFitSettings(components: 3, seed: seed))
      return fit.mixture.components.flatMap { $0.mean + $0.covariance.elements }.map(\.bitPattern)
    }
    #expect(try bits(seed: 1) == bits(seed: 1))
    #expect(try bits(seed: 1) != bits(seed: 2))
  }

  @Test("of what cannot be fitted is refused with a reason")
  func refused() {
    func refuse(_ rows: [[Double]], _ components: Int, _ error: MixtureFitError) {
      #expect(throws: error) {
        try MixtureFit(Matrix(rows: rows), MixtureFitSettings(components: components))
      }
    }
    refuse([[1], [2]], 3, .tooFew(vectors: 2, components: 3))
    refuse([[1]], 1, .tooFew(vectors: 1, components: 1))
    refuse([[1, 2], [1, .nan], [3, 4]], 2, .notFinite(vector: 1, dimension: 1))
    refuse([[1, 2], [.infinity, 0]], 1, .notFinite(vector: 1, dimension: 0))
    refuse([[1], [2], [1], [2]], 3, .tooAlike(different: 2, components: 3))
    refuse([[5], [5], [5]], 1, .tooAlike(different: 1, components: 1))
    refuse([[1], [2]], 0, .noComponents)
    #expect(
      MixtureFitError.tooFew(vectors: 2, components: 3).description
        == "a mixture of 3 components cannot be fitted to 2 vectors; give more vectors than components, at least two")
  }
}
