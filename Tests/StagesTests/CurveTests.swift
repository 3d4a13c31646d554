import Dataflow
import Tensors
import Testing

@testable import Stages

@Suite("curve")
struct CurveTests {
  private let run = RunContext(stage: "curve", seed: 0)

  private func listing(_ count: Int) -> PortListing {
    PortListing(ids: (0..<count).map { ItemID(key: "f/\($0).png") }, sources: [0])
  }

  private func items(_ values: [[Float]]) -> [Item<Latent>] {
    values.enumerated().map { number, value in
      Item(id: ItemID(key: "f/\(number).png"), position: number, value: Latent(Tensor([value.count], value)))
    }
  }

  private func made(_ stage: Curve, _ values: [[Float]]) throws -> [Emission<Latent>] {
    try stage.emit(items(values), into: try stage.groups(of: [listing(values.count)])[0].outputs, run)
  }

  private static let keys: [[Float]] = [[0, 0], [1, 0], [1, 4], [-3, 4], [-3, 5]]

  @Test("has as many latents as it names, and all keys among them", arguments: Curve.Path.allCases, Curve.Pace.allCases)
  func keys(_ path: Curve.Path, _ pace: Curve.Pace) throws {
    for isClosed in [false, true] {
      let stage = Curve(steps: 4, path: path, isClosed: isClosed, pace: pace, easing: .smooth)
      let outputs = try stage.groups(of: [listing(5)])[0].outputs
      #expect(outputs.count == (isClosed ? 15 : 13))
      #expect(outputs[0].description == "f/0~4.png (t 0)" && Set(outputs).count == outputs.count)
      let made = try made(stage, Self.keys)
      #expect(made.count == outputs.count)
      let marked = made.filter { $0.carried[FactsKey.self]?.isKey ?? false }
      #expect(marked.map(\.value.tensor.elements) == Self.keys)
      #expect(marked.map { $0.carried[FactsKey.self]?.values["at"] } == (0..<5).map { .text("\($0)") })
    }
  }

  @Test("gives a closed curve's first key once, so that the loop has no stop")
  func closed() throws {
    let made = try made(Curve(steps: 2, path: .linear, isClosed: true), Self.keys)
    #expect(made.map(\.value.tensor.elements) == Self.keys)
  }

  @Test("at an even pace goes as far from each latent to the next")
  func even() throws {
    func steps(_ pace: Curve.Pace) throws -> [Double] {
      let all = try made(Curve(steps: 41, isClosed: true, pace: pace), Self.keys).map(\.value.tensor)
      return zip(all, all.dropFirst()).map { LatentPath.distance($0, $1) }
    }
    let (uneven, even) = (try steps(.keys), try steps(.even))
    #expect((even.max() ?? 0) / (even.min() ?? 1) < 1.1)
    #expect((uneven.max() ?? 0) / (uneven.min() ?? 1) > 3)
  }

  @Test("gives steps to stretches by their lengths, one at least")
  func counts() {
    #expect(CurvePlan.even(8, over: [1, 2, 1]) == [2, 4, 2])
    #expect(CurvePlan.even(4, over: [100, 0, 1]) == [2, 1, 1])
    #expect(CurvePlan.even(2, over: [1, 1, 1]) == [1, 1, 1])
  }

  @Test("has no corner at its keys, and makes no loop where keys are unequally far apart")
  func smooth() {
    let chain = LatentChain(tensorsOf(Self.keys), .smooth, isClosed: true).stretches
    for (one, next) in zip(chain, chain.dropFirst() + [chain[0]]) {
      let (end, start) = (direction(one, 1 - 1e-4, 1), direction(next, 0, 1e-4))
      #expect(end[0] * start[0] + end[1] * start[1] > 0.999)
    }
    let line = LatentChain(tensorsOf([[0], [1], [101], [102]]), .smooth, isClosed: false).stretches[0]
    let places = (0...50).map { line.point(Double($0) / 50)[0] }
    #expect(places == places.sorted())
  }

  @Test("through two equal pictures stays where it is between them, and is finite")
  func equalKeys() throws {
    let made = try made(Curve(steps: 5, pace: .even), [[1, 2], [1, 2], [3, 3]])
    #expect(made.allSatisfy { $0.value.tensor.elements.allSatisfy(\.isFinite) })
    #expect(made[0].value == made[1].value)
    let all = try self.made(Curve(steps: 3, isClosed: true), [[1, 2], [1, 2]])
    #expect(all.allSatisfy { $0.value.tensor.elements == [1, 2] })
  }

  @Test("depends on two neighbours at each side only")
  func local() throws {
    var other = Self.keys
    other[4] = [50, 50]
    let (a, b) = (try made(Curve(), Self.keys), try made(Curve(), other))
    #expect(a.prefix(17).map(\.value) == b.prefix(17).map(\.value))
    #expect(a[20].value != b[20].value)
  }

  @Test("tells its length and what is gone of it")
  func length() throws {
    let told = Notes()
    let run = RunContext(stage: "curve", seed: 0, onNote: { told.add($0) })
    let stage = Curve(steps: 3, path: .linear)
    let made = try stage.emit(
      items([[0, 0], [3, 4], [3, 0]]), into: try stage.groups(of: [listing(3)])[0].outputs, run)
    func numbers(_ name: String) -> [Double] {
      made.compactMap { if case .number(let number)? = $0.carried[FactsKey.self]?.values[name] { number } else { nil } }
    }
    let (length, gone) = (numbers("length"), numbers("gone"))
    #expect(length.allSatisfy { abs($0 - 9) < 1e-9 } && length.count == 5)
    #expect(zip(gone, [0, 2.5, 5, 7, 9]).allSatisfy { abs($0 - $1) < 1e-9 } && gone.count == 5)
    #expect(
      told.all == [
        "f/0~2.png: the way is 9.00 long (latent distance; 9.00 in straight lines through its 2 stretches)"
      ])
  }

  @Test("is refused for one picture, for too many latents, and for an arc between opposites, each by name")
  func refusals() throws {
    #expect { try Curve().groups(of: [listing(1)]) } throws: {
      "\($0)" == "a way needs at least two items to go between, but there is only f/0.png"
    }
    #expect(throws: InterpolationError.tooFew([])) { try Curve().groups(of: [listing(0)]) }
    #expect(throws: InterpolationError.tooLong(10_001)) { try Curve(steps: 5001).groups(of: [listing(3)]) }
    #expect { try made(Curve(path: .spherical, isClosed: true), [[1, 0], [0, 1], [-1, 0]]) } throws: {
      "\($0)".hasPrefix("the latents of f/2.png and f/0.png are opposite")
    }
    _ = try made(Curve(path: .spherical), [[1, 0], [0, 1], [-1, 0]])
  }

  @Test(
    "An easing begins at 0, ends at 1, and never goes back",
    arguments: [(Easing.linear, 0.25), (.smooth, 0.15625), (.in, 0.0625), (.out, 0.4375)])
  func easing(_ easing: Easing, _ quarter: Double) {
    #expect(easing(0) == 0 && easing(1) == 1 && easing(0.25) == quarter)
    let places = (0...100).map { easing(Double($0) / 100) }
    #expect(places == places.sorted())
  }

  private func tensorsOf(_ rows: [[Float]]) -> [Tensor] { rows.map { Tensor([$0.count], $0) } }

  private func direction(_ path: LatentPath, _ from: Double, _ to: Double) -> [Float] {
    let difference = path.point(to).combined(with: path.point(from), -)
    let norm = Float(LatentPath.distance(path.point(to), path.point(from)))
    return difference.elements.map { $0 / norm }
  }
}

/// What a run is told.
final class Notes: Sendable {
  private let told = Locked<[String]>([])
  var all: [String] { told.withLock { $0 } }
  func add(_ note: String) { told.withLock { $0.append(note) } }
}
