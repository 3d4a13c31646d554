import Statistics

/// The weighted means of the two classes.
struct ClassMeans {
  let with: [Double]
  let without: [Double]

  init(_ latents: LabelledLatents, _ weights: [Double]) {
    let matrix = latents.matrix
    func mean(of hasAttribute: Bool) -> [Double] {
      let own = zip(weights, latents.hasAttribute).map { $1 == hasAttribute ? $0 : 0 }
      let sum = own.reduce(0, +)
      return matrix.transposedTimes(own).map { $0 / sum }
    }
    with = mean(of: true)
    without = mean(of: false)
  }

  var difference: [Double] { zip(with, without).map { $0 - $1 } }
}

/// A direction and where the two classes lie along it.
struct ClassLine {
  /// n, of norm 1.
  let direction: [Double]
  /// The class means along n.
  let with: Double
  let without: Double

  /// - Throws: `AttributeError.noDirection` where the direction is zero, or the class with the attribute does not lie
  ///   ahead of the other along it.
  init(along vector: [Double], _ classes: ClassMeans, name: String) throws(AttributeError) {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0, length.isFinite else { throw .noDirection(name: name) }
    let direction = vector.map { $0 / length }
    func place(_ mean: [Double]) -> Double { zip(mean, direction).reduce(0) { $0 + $1.0 * $1.1 } }
    self.direction = direction
    with = place(classes.with)
    without = place(classes.without)
    guard gap > 0, gap.isFinite else { throw .noDirection(name: name) }
  }

  var gap: Double { with - without }
  var middle: Double { (with + without) / 2 }

  /// The standard deviation of z·n.
  func deviation(_ latents: LabelledLatents) -> Double {
    let places = latents.matrix.times(direction)
    let mean = places.reduce(0, +) / Double(places.count)
    return (places.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(places.count)).squareRoot()
  }
}
