import Autoencoders
import Dataflow
import Images
import Tensors
import Testing

@testable import Stages

@Suite("Sampling")
struct SamplingTests {
  static let draws = 10_000

  /// Mean and variance of so many numbers within 5 standard errors of what they should be.
  private func check(_ numbers: [Double], mean: Double, variance: Double, _ name: String) {
    let n = Double(numbers.count)
    let average = numbers.reduce(0, +) / n
    let spread = numbers.reduce(0) { $0 + ($1 - average) * ($1 - average) } / (n - 1)
    #expect(abs(average - mean) <= 5 * (variance / n).squareRoot(), "\(name): mean \(average), not \(mean)")
    #expect(
      abs(spread - variance) <= 5 * variance * (2 / (n - 1)).squareRoot(),
      "\(name): variance \(spread), not \(variance)")
  }

  @Test(
    "10,000 draws of sample z have the posterior's mean and variance, whatever tells them apart",
    arguments: [true, false])
  func sampleZ(_ byDraw: Bool) throws {
    let (mean, logVariance): ([Float], [Float]) = ([0, -3, 8, 0.5], [0, 2, -4, -1])
    let posterior = DiagonalGaussian(mean: Tensor([4], mean), logVariance: Tensor([4], logVariance))
    let run = RunContext(stage: "sample z", seed: 17)
    let stages = SampleZ(temperature: 1, draws: byDraw ? Self.draws : 1).variants().map(\.stage)
    let latents = try (0..<Self.draws).map { number in
      let id = ItemID(key: byDraw ? "one.png" : "\(number).png")
      return try stages[byDraw ? number : 0].apply(Item(id: id, position: 0, value: posterior), run).tensor
    }
    for i in 0..<4 {
      check(latents.map { Double($0[i]) }, mean: Double(mean[i]), variance: _exp(Double(logVariance[i])), "z[\(i)]")
    }
  }

  @Test("10,000 draws of sample have the likelihood's mean and variance")
  func sample() throws {
    let here = try Surroundings()
    var stage = Sample(temperature: 1)
    try stage.prepare(here.environment)
    let shape = here.model.pictureShape
    let mean = Tensor(shape, (0..<192).map { Float($0) / 192 })
    let logVariance = Tensor(shape, (0..<192).map { -Float($0 % 7) })
    let likelihood = Likelihood(mean: mean, family: .gaussian(logVariance: logVariance))
    let pictures = try (0..<Self.draws).map { number in
      try stage.apply(Item(id: ItemID(key: "\(number)"), position: 0, value: likelihood), here.run)
        .tensor(channels: 3, range: .unit)
    }
    for i in stride(from: 0, to: 192, by: 13) {
      check(pictures.map { Double($0[i]) }, mean: Double(mean[i]), variance: _exp(Double(logVariance[i])), "x[\(i)]")
    }
  }

  @Test("Temperature scales the deviation, and 0 is the mean")
  func temperature() throws {
    let posterior = DiagonalGaussian(mean: Tensor([2], [1, 2]), logVariance: Tensor([2], [0, 1]))
    func draw(_ temperature: Double) throws -> [Float] {
      try SampleZ(temperature: temperature).apply(
        Item(id: ItemID(key: "a"), position: 0, value: posterior), RunContext(stage: "z", seed: 1)
      ).tensor.elements
    }
    #expect(try draw(0) == [1, 2])
    for (one, half) in zip(zip([1, 2], try draw(1)).map { $1 - $0 }, zip([1, 2], try draw(0.5)).map { $1 - $0 }) {
      #expect(abs(one / 2 - half) < 1e-6 && one != 0)
    }
  }

  @Test("Truncation keeps all noise within its limit, and leaves alone what is within", arguments: [0.1, 0.5, 1, 2])
  func truncation(_ limit: Double) {
    let source = RandomSource(seed: 3, stage: "z", item: "a")
    let (free, bound) = (source.normals(4000), source.normals(4000, within: limit))
    #expect(bound.allSatisfy { abs($0) <= Float(limit) })
    for (free, bound) in zip(free, bound) where abs(free) <= Float(limit) { #expect(free == bound) }
    // No heap of values at the limit: they are drawn again, not cut off.
    #expect(bound.count { abs($0) == Float(limit) } <= 20)
  }

  @Test("Noise belongs to seed, stage, key and draw")
  func keyed() throws {
    let posterior = DiagonalGaussian(mean: Tensor([3]), logVariance: Tensor([3]))
    func draw(seed: UInt64 = 1, stage: String = "z", key: String = "a", draw: Int = 0) throws -> Tensor {
      try SampleZ(temperature: 1, draws: 2).variants()[draw].stage.apply(
        Item(id: ItemID(key: key), position: 5, value: posterior), RunContext(stage: stage, seed: seed)
      ).tensor
    }
    let all = [
      try draw(), try draw(seed: 2), try draw(stage: "z#2"), try draw(key: "b"), try draw(draw: 1),
    ].map(\.elements)
    #expect(Set(all).count == 5)
    #expect(try draw().elements == all[0])
  }

  @Test("The prior's draws are numbered, and each is its own")
  func prior() throws {
    let here = try Surroundings()
    var stage = SamplePrior(count: 3)
    try stage.prepare(here.environment)
    guard case .entries(let entries) = try stage.list() else { return #expect(Bool(false), "no list") }
    #expect(entries.map(\.key) == ["prior/0001", "prior/0002", "prior/0003"])
    let latents = try entries.map { try stage.read($0, here.run).value.tensor.elements }
    #expect(Set(latents).count == 3)
  }

  @Test("A mixture's draws tell which mixture they are of, and are refused by another one")
  func mixture() throws {
    let tensors: [String: Tensor] = [
      "weights": Tensor([2], [0.5, 0.5]), "means": Tensor([2, 4], [9, 9, 9, 9, -9, -9, -9, -9]),
      "covariances": Tensor([2, 4, 4]) { out in for k in 0..<2 { for i in 0..<4 { out[k * 16 + i * 5] = 0.01 } } },
    ]
    let here = try Surroundings(mixture: tensors)
    var stage = SamplePrior(count: 40)
    try stage.prepare(here.environment)
    guard case .entries(let entries) = try stage.list() else { return #expect(Bool(false), "no list") }
    let firsts = try entries.map { try stage.read($0, here.run).value.tensor[0] }
    #expect(firsts.allSatisfy { abs(abs($0) - 9) < 1 })
    #expect((8...32).contains(firsts.count { $0 > 0 }))
    var cold = SamplePrior(count: 40, temperature: 0)
    try cold.prepare(here.environment)
    #expect(try entries.map { try cold.read($0, here.run).value.tensor[0] > 0 } == firsts.map { $0 > 0 })
    #expect(entries[0].origin.hasPrefix("mixture/"))
    var normal = SamplePrior(count: 1)
    let without = try Surroundings()
    try normal.prepare(without.environment)
    let error = #expect(throws: MixturePriorError.self) { try normal.read(entries[0], without.run) }
    #expect(error.map { "\($0)" }?.contains("the model's prior is now the normal distribution of its training") == true)
  }

  /// e to the power of x by its series, exact to double precision for the few x here.
  private func _exp(_ x: Double) -> Double {
    if x < 0 { return 1 / _exp(-x) }
    var (term, sum) = (1.0, 1.0)
    for k in 1..<60 {
      term *= x / Double(k)
      sum += term
    }
    return sum
  }
}
