import Dataflow
import Testing

/// A graph of toy stages and the shelf its sinks write to.
struct ToyGraph: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let build: @Sendable (Shelf) throws -> Graph

  init(_ name: String, _ build: @escaping @Sendable (Shelf) throws -> Graph) {
    testDescription = name
    self.build = build
  }

  static let all = [
    straight, swept, branches, diamond, twoSources, totals, ordered, reversed, shared, failing, mixedLanes, sweptSource,
    sweptSink,
  ]

  static let straight = ToyGraph("a straight line") { shelf in
    var graph = Graph()
    let source = try graph.add("count", .source(Count(23)))
    let map = try graph.add("double", .map(Multiply(2)), source)
    let more = try graph.add("triple", .map(Multiply(3)), map)
    try graph.add("collect", .sink(Collect(shelf)), more)
    return graph
  }

  static let swept = ToyGraph("two sweeps in a segment") { shelf in
    var graph = Graph()
    let source = try graph.add("count", .source(Count(11)))
    let map = try graph.add("a", .map(Multiply(2, 3, 5, as: "a")), source)
    let more = try graph.add("b", .map(Multiply(7, 11, as: "b")), map)
    try graph.add("collect", .sink(Collect(shelf)), more)
    return graph
  }

  static let branches = ToyGraph("two branches to two sinks") { shelf in
    var graph = Graph()
    let source = try graph.add("count", .source(Count(17)))
    let map = try graph.add("double", .map(Multiply(2)), source)
    var (left, right) = (Collect(shelf), Collect(shelf))
    left.name = { id, index in Destination(path: "left/\(index)-\(id)") }
    right.name = { id, index in Destination(path: "right/\(index)-\(id)") }
    try graph.add("left", .sink(left), map)
    let more = try graph.add("triple", .map(Multiply(3, 4)), map)
    try graph.add("right", .sink(right), more)
    return graph
  }

  static let diamond = ToyGraph("a branch that is joined again") { shelf in
    var graph = Graph()
    let source = try graph.add("count", .source(Count(19)))
    let plain = try graph.add("once", .map(Multiply(1)), source)
    let swept = try graph.add("sweep", .map(Multiply(2, 3)), plain)
    let slow = try graph.add("tool", .map(Multiply(10, on: .io)), swept)
    let join = try graph.add("subtract", .gather(Subtract()), slow, plain)
    try graph.add("collect", .sink(Collect(shelf)), join)
    return graph
  }

  static let twoSources = ToyGraph("two sources, pairwise") { shelf in
    var graph = Graph()
    let left = try graph.add("left", .source(Count(13, prefix: "l")))
    let right = try graph.add("right", .source(Count(13, prefix: "r", failing: ["r4"])))
    let map = try graph.add("double", .map(Multiply(2)), right)
    let join = try graph.add("subtract", .gather(Subtract(failing: ["l7"])), left, map)
    try graph.add("collect", .sink(Collect(shelf)), join)
    return graph
  }

  static let totals = ToyGraph("sums over two inputs, and a map of the sums") { shelf in
    var graph = Graph()
    let source = try graph.add("count", .source(Count(30)))
    let swept = try graph.add("sweep", .map(Multiply(1, 2)), source)
    let sum = try graph.add("total", .gather(Total(window: 7)), swept, source)
    let map = try graph.add("double", .map(Multiply(2)), sum)
    try graph.add("collect", .sink(Collect(shelf)), map)
    return graph
  }

  static let ordered = ToyGraph("standard output") { shelf in
    var graph = Graph()
    let source = try graph.add("count", .source(Count(40, failing: ["n5", "n6"])))
    let map = try graph.add("sweep", .map(Multiply(1, 2)), source)
    try graph.add("collect", .sink(Collect.toStandardOutput(shelf)), map)
    return graph
  }

  static let reversed = ToyGraph("standard output in reverse") { shelf in
    var graph = Graph()
    let source = try graph.add("count", .source(Count(60)))
    let map = try graph.add("reverse", .gather(Reverse()), source)
    try graph.add("collect", .sink(Collect.toStandardOutput(shelf)), map)
    return graph
  }

  static let shared = ToyGraph("three shared destinations") { shelf in
    var graph = Graph()
    let source = try graph.add("count", .source(Count(25)))
    let map = try graph.add("double", .map(Multiply(2)), source)
    var sink = Collect(shelf)
    sink.name = { _, index in Destination(path: "file\(index % 3)", isShared: true) }
    try graph.add("collect", .sink(sink), map)
    return graph
  }

  static let failing = ToyGraph("failures everywhere") { shelf in
    var graph = Graph()
    let source = try graph.add("count", .source(Count(20, failing: ["n3", "n19"])))
    var map = Multiply(2, 3)
    map.failing = { id, factor in id.key == "n4" && factor == 3 }
    let swept = try graph.add("sweep", .map(map), source)
    let sum = try graph.add("total", .gather(Total(window: 6)), swept)
    var (each, sums) = (Collect(shelf), Collect(shelf))
    each.onWrite = { if $0.path.hasPrefix("n11 ") { throw ToyError(description: "disk") } }
    sums.name = { id, _ in Destination(path: "sums/\(id)") }
    try graph.add("each", .sink(each), swept)
    try graph.add("sums", .sink(sums), sum)
    return graph
  }

  static let mixedLanes = ToyGraph("compute and tools in turn") { shelf in
    var graph = Graph()
    var node = try graph.add("count", .source(Count(33)))
    for step in 0..<6 {
      node = try graph.add("step\(step)", .map(Multiply(2, on: step.isMultiple(of: 2) ? .io : .compute)), node)
    }
    try graph.add("collect", .sink(Collect(shelf)), node)
    return graph
  }

  static let sweptSource = ToyGraph("a source that sweeps") { shelf in
    var graph = Graph()
    var count = Count(9, failing: ["n2"])
    count.factors = [1, 10, 100]
    let source = try graph.add("count", .source(count))
    try graph.add("collect", .sink(Collect(shelf)), source)
    return graph
  }

  static let sweptSink = ToyGraph("a sink with two instances, one of which shares its file") { shelf in
    var graph = Graph()
    let source = try graph.add("count", .source(Count(14)))
    var (each, all) = (Collect(shelf), Collect(shelf))
    each.name = { id, _ in Destination(path: "each/\(id)") }
    all.name = { _, _ in Destination(path: "all", isShared: true) }
    try graph.add("collect", [Variant([], .sink(each)), Variant([], .sink(all))], inputs: [source])
    return graph
  }
}

/// The same with a pipe at the beginning.
extension ToyGraph {
  static let streams = [streamed, streamedTotals, streamedShared, streamedOrdered, streamedMixedSink]

  static let streamed = ToyGraph("a stream") { shelf in
    var graph = Graph()
    let source = try graph.add("pipe", .source(Pipe(29, failing: [3])))
    let map = try graph.add("sweep", .map(Multiply(2, 3)), source)
    try graph.add("collect", .sink(Collect(shelf)), map)
    return graph
  }

  static let streamedTotals = ToyGraph("sums over a stream and a list") { shelf in
    var graph = Graph()
    let pipe = try graph.add("pipe", .source(Pipe(12)))
    let list = try graph.add("count", .source(Count(12)))
    let map = try graph.add("sweep", .map(Multiply(2, 3)), pipe)
    let join = try graph.add("total", .gather(Total(window: 5)), map, list)
    try graph.add("collect", .sink(Collect(shelf)), join)
    return graph
  }

  static let streamedShared = ToyGraph("a stream into shared destinations") { shelf in
    var graph = Graph()
    let pipe = try graph.add("pipe", .source(Pipe(16)))
    var sink = Collect(shelf)
    sink.name = { _, index in Destination(path: "file\(index % 2)", isShared: true) }
    try graph.add("collect", .sink(sink), pipe)
    return graph
  }

  static let streamedOrdered = ToyGraph("a stream to standard output") { shelf in
    var graph = Graph()
    let pipe = try graph.add("pipe", .source(Pipe(31)))
    let map = try graph.add("sweep", .map(Multiply(2, 3)), pipe)
    try graph.add("collect", .sink(Collect.toStandardOutput(shelf)), map)
    return graph
  }

  static let streamedMixedSink = ToyGraph("a stream into a file each and one for all") { shelf in
    var graph = Graph()
    let source = try graph.add("pipe", .source(Pipe(14)))
    var (each, all) = (Collect(shelf), Collect(shelf))
    each.name = { id, _ in Destination(path: "each/\(id)") }
    all.name = { _, _ in Destination(path: "all", isShared: true) }
    try graph.add("collect", [Variant([], .sink(each)), Variant([], .sink(all))], inputs: [source])
    return graph
  }
}
