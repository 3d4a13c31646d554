import Distributions
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("A distribution over outcomes")
struct CategoricalTests {
  @Test("has torch's probabilities, entropy and divergence")
  func reference() throws {
    let reference = try DistributionsReference.load().categorical
    let (p, q) = (try Categorical(logits: reference.logits[0]), try Categorical(logits: reference.logits[1]))
    #expect(difference(p.logProbabilities, reference.logProbabilities) < 1e-12)
    #expect(abs(p.entropy - reference.entropy) < 1e-12)
    #expect(abs(p.divergence(to: q) - reference.divergence) < 1e-12)
    #expect(p.divergence(to: p) == 0 && q.divergence(to: p) > 0 && q.divergence(to: p) != p.divergence(to: q))
  }

  @Test("may have outcomes that never happen")
  func never() throws {
    let p = try Categorical(weights: [1, 0, 3])
    #expect(difference(p.probabilities, [0.25, 0, 0.75]) < 1e-15)
    #expect(abs(p.entropy + 0.25 * log(0.25) + 0.75 * log(0.75)) < 1e-15)
    let q = try Categorical(weights: [1, 1, 2])
    #expect(abs(p.divergence(to: q) - 0.75 * log(1.5)) < 1e-15)
    #expect(q.divergence(to: p) == .infinity)
    #expect(p.logDensity(1) == -.infinity)
  }

  @Test("is sampled as often as it says, at both ends of the unit interval too")
  func draws() throws {
    let p = try Categorical(weights: [1, 0, 3, 2])
    let draws = (0..<20_000).map { p.sample(uniform: Numerical.uniform($0)) }
    for (outcome, probability) in p.probabilities.enumerated() {
      let share = Double(draws.count { $0 == outcome }) / 20_000
      #expect(abs(share - probability) <= 5 * (probability * (1 - probability) / 20_000).squareRoot())
    }
    #expect(p.sample(uniform: 0) == 0 && p.sample(uniform: 1) == 3)
    #expect(try Categorical(weights: [0, 1, 0]).sample(uniform: 1) == 1)
  }

  @Test("of numbers that are no probabilities is refused with the outcome")
  func refused() {
    #expect(throws: NoProbabilities.none) { try Categorical(weights: []) }
    #expect(throws: NoProbabilities.weight(-0.5, outcome: 1)) { try Categorical(weights: [1, -0.5]) }
    #expect(throws: NoProbabilities.sum(0)) { try Categorical(weights: [0, 0]) }
    #expect(throws: NoProbabilities.self) { try Categorical(weights: [1, .nan]) }
    #expect(throws: NoProbabilities.self) { try Categorical(logits: [.nan]) }
    #expect(
      NoProbabilities.weight(-0.5, outcome: 1).description
        == "the weight of outcome 1 is -0.5; give a finite number, at least 0")
  }
}
