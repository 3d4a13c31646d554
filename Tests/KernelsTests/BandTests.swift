import Tensors
import Testing

@testable import Kernels

/// Large pictures, computed some rows at a time.
@Suite struct BandTests {
  /// A step that looks as many rows around as a convolution of so many, and goes on by so many.
  private struct Rows: BandStep {
    let height: Int
    let source: Int
    var reach = 1
    var stride = 1
    var rowsAtOnce = 1
    var isSum: Bool { false }
    var scratch: Int { 0 }

    func sourceRows(_ rows: Range<Int>) -> Range<Int> {
      max(0, rows.lowerBound * stride - reach)..<min(source, (rows.upperBound - 1) * stride + reach + 1)
    }

    func run(_: UnsafePointer<Float>, _: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {}
    func run(
      rows: Range<Int>, _: UnsafePointer<Float>, and: [UnsafePointer<Float>], _: UnsafeMutablePointer<Float>,
      _: UnsafeMutablePointer<Float>
    ) {}
  }

  /// A halving, two layers of which the second's result is changed in place, a shortcut around both, and a sum into it.
  private static func stages(_ height: Int) -> [Bands.Stage] {
    func stage(_ step: Rows, _ source: Int?, _ target: Int?) -> Bands.Stage {
      Bands.Stage(step: step, source: source, target: target)
    }
    let half = height / 2
    return [
      stage(Rows(height: half, source: height, stride: 2), nil, 0),
      stage(Rows(height: half, source: half, rowsAtOnce: 4), 0, 1),
      stage(Rows(height: half, source: half, reach: 0), 1, 1),
      stage(Rows(height: half, source: half, reach: 3), 1, 2), stage(Rows(height: half, source: half, reach: 0), 0, 3),
      stage(Rows(height: half, source: half, reach: 0), 2, 3), stage(Rows(height: half, source: half), 3, nil),
    ]
  }

  @Test("Every row is computed once, in order, from rows that are in their windows", arguments: [2, 8, 30, 400])
  func everyRowOnce(_ height: Int) {
    let stages = Self.stages(height)
    let bands = Bands(stages, local: [0, 1, 2, 3], rows: 8)
    var done = stages.map { _ in 0 }
    for band in bands.bands {
      for (index, (stage, rows)) in zip(stages, band.rows).enumerated() where !rows.isEmpty {
        #expect(rows.lowerBound == done[index])
        done[index] = rows.upperBound
        if let target = stage.target, let window = bands.windows[target], let origin = band.origins[target] {
          #expect(rows.lowerBound >= origin && rows.upperBound <= origin + window)
        }
        guard let source = stage.source, let origin = band.origins[source] else { continue }
        let read = stage.step.sourceRows(rows)
        let writers = stages.indices.filter { $0 < index && stages[$0].target == source }
        #expect(read.lowerBound >= origin)
        #expect(writers.allSatisfy { done[$0] >= read.upperBound })
      }
    }
    #expect(done == stages.map(\.step.height))
  }

  @Test("Windows do not grow with the picture")
  func windows() {
    let (small, large) = (
      Bands(Self.stages(200), local: [0, 1, 2, 3], rows: 8), Bands(Self.stages(4000), local: [0, 1, 2, 3], rows: 8)
    )
    #expect(small.windows == large.windows)
    #expect(large.windows.values.allSatisfy { $0 < 30 })
  }

  @Test(
    "A decoder with group norms and attention gives the same bytes some rows at a time as whole",
    arguments: [(11, 9), (20, 32)])
  func decoderInBands(_ height: Int, _ width: Int) throws {
    var seed: UInt64 = 1
    let decoder = try AutoencoderKLDecoder(latent: [4, height, width], channels: [8, 16], groups: 4, blocks: 2) {
      seed += 1
      return noise($0, seed: seed).map { $0 * 0.2 }
    }
    let program = decoder.program
    let x = noise([1, 4, height, width], seed: 99)
    let shapes = [Shape([1, 3, 2 * height, 2 * width])]
    for arithmetic in [PortableArithmetic()] as [any Arithmetic] + standardArithmetic {
      let whole = try Plan(program, batch: 1, arithmetic: arithmetic, BandRule(largest: .max))
      let banded = try Plan(program, batch: 1, arithmetic: arithmetic, BandRule(largest: 0, floatsAtOnce: 0))
      let (result, expected) = (try banded.results(of: x, shapes), try whole.results(of: x, shapes))
      #expect(result == expected)
      #expect(result[0].isFinite && result[0].elements.contains { $0 != 0 })
      if height > 16 { #expect(banded.workspaceBytes < whole.workspaceBytes) }
    }
  }

  @Test("An AutoencoderKL decodes a picture of 1024 × 1024 in less than 1.5 GB, its weights included")
  func decoderMemory() throws {
    var weights = 0
    let decoder = try AutoencoderKLDecoder(latent: [4, 128, 128], channels: [64, 128, 256, 256], groups: 32) {
      weights += $0.count
      return Tensor($0)
    }
    // Winograd's weights of 3 × 3 taps are 36 numbers for 9, and the program's own are there while it is compiled.
    let bytes = try StandardKernels.make().workspaceBytes(of: decoder.program, batch: 1) + weights * 4 * (36 / 9 + 1)
    #expect(bytes < 1_500_000_000, "\(bytes)")
  }

  @Test("Without sums over the whole picture, memory does not grow with its height")
  func boundedMemory() throws {
    func bytes(_ height: Int) throws -> Int {
      var program = Program(input: [8, height, 64])
      var value = program.input
      for seed in 1...6 {
        value = try program.append(
          .convolution(weight: noise([8, 8, 3, 3], seed: UInt64(seed)), bias: nil, Window(padding: 1)), to: value)
        value = try program.append(.activation(.relu), to: value)
      }
      program.output(value)
      return try PortableKernels().workspaceBytes(of: program, batch: 1)
    }
    #expect(try bytes(100_000) == (try bytes(10_000)))
    #expect(try bytes(100_000) < 4 << 20)
  }
}

extension Plan {
  fileprivate func results(of x: Tensor, _ shapes: [Shape]) throws -> [Tensor] {
    let workspace: any Workspace = makeWorkspace()
    return try workspace([x], shapes)
  }
}

private var standardArithmetic: [any Arithmetic] {
  #if OneDNN
    [OneDNNArithmetic()]
  #else
    []
  #endif
}
