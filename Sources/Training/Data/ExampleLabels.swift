/// The labels of pictures as a conditional model calls them.
struct ExampleLabels {
  /// Of each picture, as an index into the model's labels.
  let numbers: [Int]
  /// How many labels the model knows.
  let count: Int

  /// - Parameter names: the model's labels; none for a model without a condition.
  /// - Returns: nil for a model without a condition.
  /// - Throws: `TrainingError.noLabels`, `.unknownLabel`.
  init?(_ examples: Examples, for names: [String]) throws(TrainingError) {
    guard !names.isEmpty else { return nil }
    guard !examples.labels.isEmpty else { throw .noLabels(names) }
    let used = Set(examples.labels)
    var places: [Int?] = []
    for (number, name) in examples.classes.enumerated() {
      let place = names.firstIndex(of: name)
      if place == nil, used.contains(number) { throw .unknownLabel(name, model: names) }
      places.append(place)
    }
    numbers = examples.labels.map { places[$0] ?? 0 }
    count = names.count
  }

  /// The networks' second input: for each picture a 1 at its label and 0 elsewhere.
  func oneHot(_ pictures: ArraySlice<Int>) -> [[Float]] {
    var values = [Float](repeating: 0, count: pictures.count * count)
    for (place, picture) in pictures.enumerated() { values[place * count + numbers[picture]] = 1 }
    return [values]
  }
}
