import Dataflow
import Recipes

struct ToyImage: StreamValue { static let streamType = StreamType("images") }
struct ToyPosterior: StreamValue { static let streamType = StreamType("posteriors", phrase: "a posterior") }
struct ToyLatent: StreamValue { static let streamType = StreamType("latents") }
struct ToyLikelihood: StreamValue { static let streamType = StreamType("likelihoods", phrase: "a likelihood") }

/// Lists keys without a disk.
struct ToySource<Output: StreamValue>: SourceStage {
  var keys = ["a.png", "b.png", "c.png"]
  var draws = 1
  let make: @Sendable () -> Output

  func list() -> SourceListing { .entries(keys.map { SourceEntry(key: $0) }) }
  func read(_ entry: SourceEntry, _ run: RunContext) -> Emission<Output> { Emission(make()) }

  func variants() -> [Variant<ToySource>] {
    draws == 1 ? [Variant([], self)] : (1...draws).map { Variant([Coordinate("draw", Double($0))], self) }
  }
}

/// Turns one thing into another; may stand for several draws.
struct ToyMap<Input: StreamValue, Output: StreamValue>: MapStage {
  var draws = 1
  let make: @Sendable () -> Output

  func apply(_ item: Item<Input>, _ run: RunContext) -> Output { make() }

  func variants() -> [Variant<ToyMap>] {
    draws == 1 ? [Variant([], self)] : (1...draws).map { Variant([Coordinate("draw", Double($0))], self) }
  }
}

/// Gives a few latents between two; the coordinate `t` is its own.
struct ToyInterpolate: GatherStage {
  typealias Input = ToyLatent
  let steps: Int

  func coordinates(from inputs: [String]) -> [String] { inputs + ["t"] }

  func groups(of inputs: [PortListing]) throws -> [Group] {
    try Matching.pairs(inputs[0], inputs[1]).map { left, right in
      let (a, b) = (inputs[0].ids[left], inputs[1].ids[right])
      let all = a.adding(b.coordinates.filter { a[$0.name] == nil })
      return Group(
        members: [.init(port: 0, position: left), .init(port: 1, position: right)],
        outputs: (0..<steps).map { all.adding([Coordinate("t", Double($0))]) })
    }
  }

  func combine(_ members: [Item<ToyLatent>], into outputs: [ItemID], _ run: RunContext) throws -> [ToyLatent] {
    // The stage finds its own coordinate by its own name, whatever the graph calls it.
    for output in outputs where output.coordinates.last?.name != "t" { throw FieldError(nil, "no t in \(output)") }
    return outputs.map { _ in ToyLatent() }
  }
}

/// Names files and writes nothing.
struct ToySave: SinkStage {
  let template: String
  private(set) var names: [String] = []

  init(template: String) { self.template = template }

  var accepts: [StreamType] { [ToyImage.streamType, ToyLatent.streamType] }

  mutating func prepare(_ environment: Environment) throws {
    names = environment[Checker.UpstreamCoordinates.self] ?? []
    for name in Self.placeholders(in: template) where !(names + ["stem"]).contains(name) {
      throw FieldError("to", "there is no {\(name)} here; there are \((["stem"] + names).joined(separator: ", "))")
    }
  }

  func destination(of id: ItemID, index: Int) -> Destination {
    var path = template
    for name in Self.placeholders(in: template) {
      let value = id[name]?.description ?? ItemKey(id.key).stem
      path = path.split(separator: "{\(name)}", omittingEmptySubsequences: false).joined(separator: value)
    }
    return Destination(path: path, isShared: !template.contains("{"))
  }

  func isPresent(_ destination: Destination) -> Bool { false }
  func write(_ items: [Item<any StreamValue>], to destination: Destination, _ run: RunContext) {}

  private static func placeholders(in text: String) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
      $0.split(separator: "}").first.map(String.init)
    }
  }
}
