public import Tensors

/// Fits an attribute vector to labelled latents.
///
/// Give it pictures in a fixed order; a tenth of them, chosen by their keys, is held out to judge the vector. A method
/// finds the direction; then n = d / ‖d‖, the gap is the difference of the class means along n, and v = gap · n. Where the
/// fit is balanced, the class means are those of the balanced pictures.
public struct AttributeFit: Sendable {
  /// What a fit found.
  public struct Report: Sendable {
    /// The vector, with its gap, sigma, counts and accuracy.
    public var vector: AttributeVector
    /// The share of the held-out pictures with the attribute that are told so, 0…1; nil if there are none.
    public let accuracyWith: Double?
    /// The share of the held-out pictures without the attribute that are told so, 0…1; nil if there are none.
    public let accuracyWithout: Double?
  }

  /// How many pictures of each class a fit takes at least.
  public static let minimum = 10

  private let latentShape: Shape
  private let settings: FitSettings
  private var fitted: LabelledLatents
  private var heldOut: LabelledLatents

  /// A fit that has seen nothing yet, for latents of a shape.
  public init(latentShape: Shape, _ settings: FitSettings = FitSettings()) {
    self.latentShape = latentShape
    self.settings = settings
    fitted = LabelledLatents(dimension: latentShape.count)
    heldOut = fitted
  }

  /// Whether a picture is held out: the FNV-1a hash (64 bits) of its key's UTF-8 is a multiple of 10.
  public static func isHeldOut(_ key: String) -> Bool { HeldOut.isHeldOut(key) }

  /// Adds a picture.
  /// - Parameters:
  ///   - key: its name, which decides whether it is held out.
  ///   - hasAttribute: its label.
  ///   - others: its labels of the attributes that the fit is balanced over, in their order.
  ///   - mean: the mean of its posterior.
  /// - Precondition: the mean is of the latent shape; as many labels as the settings balance over.
  public mutating func add(key: String, hasAttribute: Bool, others: [Bool] = [], mean: Tensor) {
    precondition(mean.shape == latentShape, "a latent of \(mean.shape) for a fit of \(latentShape)")
    precondition(others.count == settings.balance.count, "\(others.count) labels for \(settings.balance)")
    if Self.isHeldOut(key) {
      heldOut.add(key: key, hasAttribute: hasAttribute, others: others, mean)
    } else {
      fitted.add(key: key, hasAttribute: hasAttribute, others: others, mean)
    }
  }

  /// The vector of what was added.
  /// - Parameters:
  ///   - name: the attribute.
  ///   - model: whose posteriors they are.
  ///   - source: which pictures and labels, in words.
  ///   - label: the column of the labels, if they are from a table.
  /// - Throws: `AttributeError`: too few pictures, an empty cell, no direction.
  public func fit(
    name: String, model: AttributeVector.ModelIdentity, source: String, label: String? = nil
  ) throws(AttributeError) -> Report {
    try checkCounts(name)
    let balanced = try BalancedWeights(fitted, over: settings.balance, name: name)
    let classes = ClassMeans(fitted, balanced.weights)
    let logistic = settings.method == .logistic ? LogisticDirection(fitted, balanced.weights) : nil
    let found = try Orthogonalisation.remove(
      settings.projectedOut, from: logistic?.direction ?? classes.difference, name: name)
    let line = try ClassLine(along: found, classes, name: name)
    let judgement = Judgement(heldOut, line)
    let origin = AttributeVector.Origin(
      method: settings.description(penalty: logistic?.penalty), fitted: fitted.counts, heldOut: heldOut.counts,
      accuracy: judgement.accuracy, area: judgement.area, source: source, label: label, cells: balanced.cells)
    let vector = try AttributeVector(
      name: name, vector: Tensor(latentShape, line.direction.map { Float($0 * line.gap) }), gap: Float(line.gap),
      sigma: Float(line.deviation(fitted)), zero: Float(line.without), model: model, origin: origin)
    return Report(vector: vector, accuracyWith: judgement.with, accuracyWithout: judgement.without)
  }

  /// Some of the latents that the vector is fitted on, spread evenly over them.
  func examples(_ count: Int) -> [Tensor] {
    let number = min(count, fitted.count)
    return (0..<number).map { fitted.latent($0 * fitted.count / number, latentShape) }
  }

  private func checkCounts(_ name: String) throws(AttributeError) {
    let counts = fitted.counts
    guard counts.least > 0 else { throw .emptyClass(name: name, counts: counts) }
    guard counts.least >= Self.minimum else { throw .tooFew(name: name, counts: counts, minimum: Self.minimum) }
  }
}
