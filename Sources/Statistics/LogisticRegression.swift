/// Logistic regression with an L2 penalty.
///
/// Minimises J(w, b) = Σ sᵢ·log(1 + exp(−yᵢ(w·xᵢ + b))) / Σ sᵢ + penalty/2 · ‖w‖² with y = ±1 and the samples' weights s,
/// over vectors that are standardised first; the bias carries no penalty. J is strictly convex, so the result depends on
/// nothing but the vectors. (scikit-learn's `C` is 1 / (penalty · Σ sᵢ).)
public struct LogisticRegression: Sendable {
  /// The score of a vector as it is given: positive where it more likely belongs to the class.
  public let score: LinearScore
  /// The score of a standardised vector, whose weights can be compared with each other.
  public let standardised: LinearScore
  /// How the vectors were standardised.
  public let standardisation: Standardisation
  /// How much large weights cost.
  public let penalty: Double

  /// Fits the score.
  /// - Parameters:
  ///   - vectors: a row each.
  ///   - belongs: which of them belong to the class.
  ///   - weights: how much each of them counts; nil for all the same.
  ///   - penalty: how much large weights cost, over 0.
  /// - Precondition: as many labels and weights as rows, both classes occur, finite numbers.
  public init(_ vectors: Matrix, belongs: [Bool], weights: [Double]? = nil, penalty: Double) {
    precondition(vectors.rows == belongs.count && belongs.contains(true) && belongs.contains(false) && penalty > 0)
    let standardisation = Standardisation(vectors)
    self.init(
      standardisation.apply(vectors), standardisation, belongs, weights, penalty, start: nil)
  }

  /// One fit for each penalty; each begins where the one before ended.
  public static func path(
    _ vectors: Matrix, belongs: [Bool], weights: [Double]? = nil, penalties: [Double]
  ) -> [LogisticRegression] {
    let standardisation = Standardisation(vectors)
    let standardised = standardisation.apply(vectors)
    var fits: [LogisticRegression] = []
    for penalty in penalties {
      fits.append(
        LogisticRegression(standardised, standardisation, belongs, weights, penalty, start: fits.last?.standardised))
    }
    return fits
  }

  private init(
    _ vectors: Matrix, _ standardisation: Standardisation, _ belongs: [Bool], _ weights: [Double]?, _ penalty: Double,
    start: LinearScore?
  ) {
    let loss = LogisticLoss(vectors, belongs, weights, penalty)
    let zero = LinearScore(weights: [Double](repeating: 0, count: vectors.columns), bias: 0)
    let standardised = loss.minimum(from: start ?? zero)
    let own = zip(standardised.weights, standardisation.deviation).map { $0 / $1 }
    score = LinearScore(
      weights: own, bias: standardised.bias - zip(own, standardisation.mean).reduce(0) { $0 + $1.0 * $1.1 })
    self.standardised = standardised
    self.standardisation = standardisation
    self.penalty = penalty
  }
}
