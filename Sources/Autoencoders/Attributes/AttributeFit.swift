public import Tensors

/// Fits an attribute vector by the difference of the class means: v = mean(z | with) − mean(z | without).
///
/// Give it pictures in a fixed order; a tenth of them, chosen by their keys, is held out to judge the vector. The sums
/// are of double precision; each latent is kept, for its projection onto the direction, which is known at the end.
public struct AttributeFit: Sendable {
  /// What a fit found.
  public struct Report: Sendable {
    /// The vector, with its gap, sigma, counts and accuracy.
    public let vector: AttributeVector
    /// The share of the held-out pictures with the attribute that are told so, 0…1; nil if there are none.
    public let accuracyWith: Double?
    /// The share of the held-out pictures without the attribute that are told so, 0…1; nil if there are none.
    public let accuracyWithout: Double?
  }

  private let latentShape: Shape
  private var with: ClassMean
  private var without: ClassMean
  private var fitted: [Tensor] = []
  private var heldOut: [(latent: Tensor, hasAttribute: Bool)] = []

  /// A fit that has seen nothing yet, for latents of a shape.
  public init(latentShape: Shape) {
    self.latentShape = latentShape
    with = ClassMean(latentShape)
    without = ClassMean(latentShape)
  }

  /// Whether a picture is held out: the FNV-1a hash (64 bits) of its key's UTF-8 is a multiple of 10.
  public static func isHeldOut(_ key: String) -> Bool {
    let hash = key.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    return hash % 10 == 0
  }

  /// Adds a picture.
  /// - Parameters:
  ///   - key: its name, which decides whether it is held out.
  ///   - hasAttribute: its label.
  ///   - mean: the mean of its posterior.
  /// - Precondition: the mean is of the latent shape.
  public mutating func add(key: String, hasAttribute: Bool, mean: Tensor) {
    precondition(mean.shape == latentShape, "a latent of \(mean.shape) for a fit of \(latentShape)")
    if Self.isHeldOut(key) { return heldOut.append((mean, hasAttribute)) }
    fitted.append(mean)
    if hasAttribute { with.add(mean) } else { without.add(mean) }
  }

  /// The vector of what was added.
  /// - Parameters:
  ///   - name: the attribute.
  ///   - model: whose posteriors they are.
  ///   - source: which pictures and labels, in words.
  /// - Throws: `AttributeError.emptyClass`, `AttributeError.noDirection`.
  public func fit(
    name: String, model: AttributeVector.ModelIdentity, source: String
  ) throws(AttributeError) -> Report {
    let counts = AttributeVector.ClassCounts(with: with.count, without: without.count)
    guard counts.with > 0, counts.without > 0 else { throw .emptyClass(name: name, counts: counts) }
    let difference = with.mean.indices.map { with.mean[$0] - without.mean[$0] }
    let gap = difference.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard gap > 0, gap.isFinite else { throw .noDirection(name: name) }
    let direction = difference.map { $0 / gap }
    let middle = zip(direction, zip(with.mean, without.mean)).reduce(0) { $0 + $1.0 * ($1.1.0 + $1.1.1) / 2 }
    let judged = judge(direction, middle)
    let origin = AttributeVector.Origin(
      method: "difference of means", fitted: counts, heldOut: judged.counts, accuracy: judged.accuracy, source: source)
    let vector = try AttributeVector(
      name: name, vector: Tensor(latentShape, difference.map { Float($0) }), gap: Float(gap),
      sigma: Float(deviation(along: direction)), model: model, origin: origin)
    return Report(vector: vector, accuracyWith: judged.with, accuracyWithout: judged.without)
  }

  /// The standard deviation of z·n over the fitted pictures.
  private func deviation(along direction: [Double]) -> Double {
    let projections = fitted.map { $0.projection(onto: direction) }
    let mean = projections.reduce(0, +) / Double(projections.count)
    return (projections.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(projections.count)).squareRoot()
  }

  private func judge(_ direction: [Double], _ middle: Double) -> Judgement {
    var judgement = Judgement()
    for (latent, hasAttribute) in heldOut {
      judgement.add(isRight: (latent.projection(onto: direction) > middle) == hasAttribute, hasAttribute)
    }
    return judgement
  }
}

/// The mean of the latents of a class, summed in double precision.
private struct ClassMean: Sendable {
  private var sum: [Double]
  private(set) var count = 0

  init(_ shape: Shape) { sum = [Double](repeating: 0, count: shape.count) }

  mutating func add(_ latent: Tensor) {
    latent.withUnsafeElements { for i in $0.indices { sum[i] += Double($0[i]) } }
    count += 1
  }

  var mean: [Double] { sum.map { $0 / Double(count) } }
}

/// How many held-out pictures are on the right side.
private struct Judgement {
  private(set) var counts = AttributeVector.ClassCounts(with: 0, without: 0)
  private var right = AttributeVector.ClassCounts(with: 0, without: 0)

  mutating func add(isRight: Bool, _ hasAttribute: Bool) {
    if hasAttribute {
      counts.with += 1
      right.with += isRight ? 1 : 0
    } else {
      counts.without += 1
      right.without += isRight ? 1 : 0
    }
  }

  /// 0 where nothing was held out.
  var accuracy: Double { counts.total == 0 ? 0 : Double(right.total) / Double(counts.total) }
  var with: Double? { counts.with == 0 ? nil : Double(right.with) / Double(counts.with) }
  var without: Double? { counts.without == 0 ? nil : Double(right.without) / Double(counts.without) }
}

extension Tensor {
  fileprivate func projection(onto direction: [Double]) -> Double {
    withUnsafeElements { elements in direction.indices.reduce(0) { $0 + Double(elements[$1]) * direction[$1] } }
  }
}
