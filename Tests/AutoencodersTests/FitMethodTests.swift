import Autoencoders
import Tensors
import Testing

@Suite("Methods of fitting")
struct FitMethodTests {
  /// A way of fitting and what the reference calls it.
  static func settings(_ name: String, _ reference: VectorReference) throws -> FitSettings {
    FitSettings(
      method: name.contains("logistic") ? .logistic : .means,
      balance: name.contains("balanced") ? ["Male", "Young"] : [],
      projectedOut: name == "projected" ? [try reference.other(0), try reference.other(1)] : [])
  }

  @Test(
    "find the direction, gap, place, spread, accuracy and area of numpy and scikit-learn",
    arguments: ["means", "balanced", "logistic", "balanced logistic", "projected"])
  func reference(_ name: String) throws {
    let reference = try VectorReference.load()
    let expected = try #require(reference.vectors[name])
    let vector = try reference.fit(try Self.settings(name, reference)).vector
    #expect(zip(vector.direction.elements, expected.direction).allSatisfy { abs(Double($0) - $1) < 1e-6 })
    #expect(abs(Double(vector.gap) - expected.gap) < 1e-6 * expected.gap)
    #expect(abs(Double(try #require(vector.zero)) - expected.zero) < 1e-5)
    #expect(abs(Double(vector.sigma) - expected.sigma) < 1e-5)
    #expect(abs(try #require(vector.origin.accuracy) - expected.accuracy) < 1e-12)
    #expect(abs(try #require(vector.origin.area) - expected.area) < 1e-12)
    if let penalty = expected.penalty { #expect(vector.origin.method.contains("(L2 penalty \(penalty))")) }
  }

  @Test("say in the vector what they did")
  func description() throws {
    let reference = try VectorReference.load()
    let settings = FitSettings(balance: ["Male", "Young"], projectedOut: [try reference.other(0)])
    let vector = try reference.fit(settings).vector
    #expect(vector.origin.method == "difference of means, balanced over Male, Young, at a right angle to male")
    #expect(
      vector.origin.cells.map(\.name) == ["not Male, not Young", "Male, not Young", "not Male, Young", "Male, Young"])
    #expect(vector.origin.cells.reduce(0) { $0 + $1.counts.total } == vector.origin.fitted.total)
    let along = zip(vector.direction.elements, try reference.other(0).direction.elements).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(along) < 1e-6)
  }

  @Test("refuse a cell without pictures of a class, by its name")
  func emptyCell() throws {
    let reference = try VectorReference.load()
    var fit = AttributeFit(latentShape: [4], FitSettings(balance: ["Male", "Young"]))
    for i in reference.keys.indices where !(reference.smile[i] && reference.male[i] && !reference.young[i]) {
      fit.add(
        key: reference.keys[i], hasAttribute: reference.smile[i], others: [reference.male[i], reference.young[i]],
        mean: Tensor([4], reference.latents[i]))
    }
    #expect {
      try fit.fit(name: "smile", model: VectorReference.model, source: "")
    } throws: {
      "\($0)" == "\"smile\" cannot be balanced: no picture with it is in the cell \"Male, not Young\"; "
        + "balance over fewer labels, or give such pictures"
    }
  }

  @Test("refuse to project out what depends on each other, or everything")
  func nothingLeft() throws {
    let reference = try VectorReference.load()
    let other = try reference.other(0)
    #expect(throws: AttributeError.dependent(["male", "male"])) {
      try reference.fit(FitSettings(projectedOut: [other, other]))
    }
    let smile = try reference.fit(FitSettings()).vector
    #expect(throws: AttributeError.nothingLeft(name: "smile", others: ["smile"])) {
      try reference.fit(FitSettings(projectedOut: [smile]))
    }
  }
}
