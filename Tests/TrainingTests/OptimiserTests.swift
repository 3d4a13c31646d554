import Foundation
import Kernels
import Testing

@testable import Training

@Suite struct OptimiserTests {
  @Test("Adam's first steps are those of its paper", arguments: [0, 0.1])
  func adam(decay: Double) {
    var settings = Adam()
    settings.weightDecay = decay
    var moments = AdamMoments(count: 2)
    var weights: [Float] = [1, -2]
    // In double precision, as the paper writes it.
    var (w, m, v) = ([1.0, -2], [0.0, 0], [0.0, 0])
    for step in 1...5 {
      var gradients: [Float] = [Float(step), -0.5]
      for i in 0..<2 {
        let g = Double(gradients[i])
        m[i] = 0.9 * m[i] + 0.1 * g
        v[i] = 0.999 * v[i] + 0.001 * g * g
        let (first, second) = (m[i] / (1 - pow(0.9, Double(step))), v[i] / (1 - pow(0.999, Double(step))))
        w[i] -= 0.01 * (first / (second.squareRoot() + 1e-8) + decay * w[i])
      }
      weights.withUnsafeMutableBufferPointer { weights in
        gradients.withUnsafeMutableBufferPointer { gradients in
          moments.update(
            weights, gradients, [WeightPiece(range: 0..<2, decays: true)],
            AdamStep(settings, rate: 0.01, step: step, scale: 1), OneWorker())
        }
      }
    }
    for (found, expected) in zip(weights, w) { #expect(abs(Double(found) - expected) < 1e-6) }
  }

  @Test func oneCycleRisesToItsPeakAndFallsToNothing() {
    let rate = LearningRate(peak: 0.4, course: .oneCycle, warmUp: 0.25)
    let rates = (0..<100).map { rate($0, of: 100) }
    #expect(abs(rates[0] - 0.4 / 25) < 1e-12)
    #expect(abs((rates.max() ?? 0) - 0.4) < 1e-12)
    #expect(rates.firstIndex(of: rates.max() ?? 0) == 24)
    #expect(abs(rates[99] - 0.4 / 25 / 10_000) < 1e-12)
    #expect(zip(rates[24...], rates[25...]).allSatisfy { $0 > $1 })
  }

  @Test(arguments: [LearningRate.Course.constant, .cosine]) func theWarmUpRisesInALine(course: LearningRate.Course) {
    let rate = LearningRate(peak: 1, course: course, warmUp: 0.1)
    #expect((0..<10).map { rate($0, of: 100) } == (1...10).map { Double($0) / 10 })
    #expect(abs(rate(99, of: 100) - (course == .constant ? 1 : 0.5 * (1 + cos(.pi * 89 / 90)))) < 1e-12)
  }

  @Test func aRampStaysWhereItEnds() {
    let ramp = Ramp(from: 0, to: 4, steps: 8)
    #expect([0, 2, 8, 100].map { ramp($0) } == [0, 1, 4, 4])
    #expect(Ramp.constant(3)(0) == 3)
  }

  @Test func theAverageForgetsItsBeginning() {
    var average = MovingAverage(decay: 0.99, weights: [100])
    for step in 1...200 {
      var weights: [Float] = [1]
      weights.withUnsafeMutableBufferPointer { average.take($0, step: step, OneWorker()) }
    }
    #expect(abs(average.weights[0] - 1) < 0.01)
  }
}
