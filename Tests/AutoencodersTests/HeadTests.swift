import Autoencoders
import Tensors
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("The heads of a model")
struct HeadTests {
  /// features = [1, 4, 2, 6] for every layout; so mean and spread tell how they were split.
  static let layouts: [(layout: String, mean: [Float], spread: [Float])] = [
    ("chunked", [1, 4], [2, 6]), ("interleaved", [1, 2], [4, 6]),
  ]

  @Test("split mean and spread as the layout says", arguments: layouts)
  func layout(_ layout: String, _ mean: [Float], _ spread: [Float]) throws {
    var model = TinyModel()
    model.encoder = "[flatten]"
    model.posterior = "{layout: \(layout), head: {linear: {name: head, out: 4, bias: false}}}"
    model.tensors = [
      "head.weight": Tensor([4, 2], [1, 0, 4, 0, 2, 0, 6, 0]), "out.weight": Tensor([2, 2], [1, 0, 0, 1]),
    ]
    let posterior = try #require(try model.load().encode([picture(1, 0)]).first).get()
    #expect(posterior.mean.elements == mean)
    #expect(posterior.logVariance?.elements == spread)
  }

  @Test("give the log-variance, whatever measure of spread they have")
  func measures() throws {
    for (measure, expected) in [("log variance", Float(2)), ("log sigma", 4), ("sigma", 2 * log(2))] {
      var model = TinyModel()
      model.posterior = "{mean: {}, \(measure): {linear: {name: spread, out: 2, bias: false}}}"
      let posterior = try #require(try model.load().encode([picture(1, 0)]).first).get()
      #expect(posterior.mean.elements == [2, 0])
      #expect(posterior.logVariance?[0] == expected, "\(measure)")
    }
  }

  @Test("clamp after their layer")
  func clamp() throws {
    var model = TinyModel()
    model.posterior = "{mean: {}, log variance: {linear: {name: spread, out: 2, bias: false}, clamp: [-1, 1.5]}}"
    let posterior = try #require(try model.load().encode([picture(1, 0)]).first).get()
    #expect(posterior.logVariance?.elements == [1.5, 0])
  }

  @Test("may give no spread: a deterministic encoder")
  func deterministic() throws {
    var model = TinyModel()
    model.posterior = "{layout: none}"
    model.tensors["spread.weight"] = nil
    let loaded = try model.load()
    let posterior = try #require(try loaded.encode([picture(1, 3)]).first).get()
    #expect(loaded.description.isDeterministic)
    #expect(posterior == DiagonalGaussian(mean: Tensor([2], [2, 6]), logVariance: nil))
    #expect(posterior.sample(temperature: 1, noise: [5, 5]) == posterior.mean)
  }

  @Test("give a gaussian with a variance head, with one variance, or a bernoulli")
  func likelihoods() throws {
    var model = TinyModel()
    let gaussian =
      "{mean: {channels: 0, reshape: [1, 1, 2]}, log variance: {channels: 1, reshape: [1, 1, 2], clamp: [-7, 0]}}"
    model.decoder = "[{linear: {name: out, out: 4, bias: false}}, {reshape: [2, 2]}]"
    model.tensors["out.weight"] = Tensor([4, 2], [1, 0, 0, 1, -1, 0, 0, 5])
    for family in ["gaussian", "fixed", "bernoulli"] {
      model.likelihood =
        switch family {
        case "gaussian": gaussian
        case "fixed": "{mean: {channels: 0, reshape: [1, 1, 2]}, variance: 0.25}"
        default: "{family: bernoulli, logits: {channels: 0, reshape: [1, 1, 2]}}"
        }
      let likelihood = try #require(try model.load().decode([Tensor([2], [2, 0])]).first).get()
      switch (family, likelihood.family) {
      case ("gaussian", .gaussian(let logVariance)):
        #expect(likelihood.mean.elements == [2, 0])
        #expect(logVariance.elements == [-2, 0])
      case ("fixed", .fixedVariance(let variance)): #expect(variance == 0.25)
      case ("bernoulli", .bernoulli): #expect(abs(likelihood.mean[0] - 0.880_797) < 1e-6)
      default: Issue.record("\(family) gives \(likelihood.family)")
      }
    }
  }
}
