import Statistics

/// How well a line tells pictures apart.
struct Judgement {
  private let counts: AttributeVector.ClassCounts
  private var right = AttributeVector.ClassCounts(with: 0, without: 0)
  /// The area under the curve; nil where one of the classes is empty.
  let area: Double?

  init(_ latents: LabelledLatents, _ line: ClassLine) {
    self.init(latents.matrix.times(line.direction), latents.hasAttribute, middle: line.middle)
  }

  /// Judges by the side of `middle` on which each place lies.
  init(_ places: [Double], _ hasAttribute: [Bool], middle: Double) {
    var counts = AttributeVector.ClassCounts(with: 0, without: 0)
    for (place, label) in zip(places, hasAttribute) {
      counts.count(label)
      if (place > middle) == label { right.count(label) }
    }
    self.counts = counts
    area = AreaUnderCurve.of(places, belongs: hasAttribute)
  }

  /// nil where there is no picture.
  var accuracy: Double? { counts.total == 0 ? nil : Double(right.total) / Double(counts.total) }
  var with: Double? { counts.with == 0 ? nil : Double(right.with) / Double(counts.with) }
  var without: Double? { counts.without == 0 ? nil : Double(right.without) / Double(counts.without) }
}
