/// A stage of any of the four kinds.
public enum AnyStage: Sendable {
  case source(any SourceStage)
  case map(any MapStage)
  case gather(any GatherStage)
  case sink(any SinkStage)

  /// What it takes; empty for a source.
  public var consumes: [StreamType] {
    switch self {
    case .source: []
    case .map(let stage): [stage.inputType]
    case .gather(let stage): [stage.inputType]
    case .sink(let stage): stage.accepts
    }
  }

  /// What it gives; nil for a sink.
  public var produces: StreamType? {
    switch self {
    case .source(let stage): stage.outputType
    case .map(let stage): stage.outputType
    case .gather(let stage): stage.outputType
    case .sink: nil
    }
  }

  /// Whether it begins a graph.
  public var isSource: Bool { if case .source = self { true } else { false } }

  /// What it wants to know of where its items come from.
  public var needs: Set<Need> { any.needs }
  /// What it can give its items to carry.
  public var provides: Set<Need> { any.provides }
  /// What its items have lost.
  public var forgets: Set<Need> { any.forgets }

  private var any: any Stage {
    switch self {
    case .source(let stage): stage
    case .map(let stage): stage
    case .gather(let stage): stage
    case .sink(let stage): stage
    }
  }

  /// Where its work runs.
  var lane: LaneKind { any.lane }

  /// The names of the coordinates its output has, from those of its inputs; what a sweep of its own adds apart.
  public func coordinates(from inputs: [String]) -> [String] {
    if case .gather(let stage) = self { stage.coordinates(from: inputs) } else { inputs }
  }

  /// The stage bound to the environment, as the instances it stands for.
  public func prepared(in environment: Environment) throws -> [Variant<AnyStage>] {
    switch self {
    case .source(let stage): try stage.prepared(in: environment) { .source($0) }
    case .map(let stage): try stage.prepared(in: environment) { .map($0) }
    case .gather(let stage): try stage.prepared(in: environment) { .gather($0) }
    case .sink(let stage): try stage.prepared(in: environment) { .sink($0) }
    }
  }
}

extension Stage {
  fileprivate func prepared(in environment: Environment, _ wrap: (Self) -> AnyStage) throws -> [Variant<AnyStage>] {
    var stage = self
    try stage.prepare(environment)
    return stage.variants().map { Variant($0.coordinates, wrap($0.stage)) }
  }
}

extension SourceStage { fileprivate var outputType: StreamType { Output.streamType } }

extension MapStage {
  fileprivate var inputType: StreamType { Input.streamType }
  fileprivate var outputType: StreamType { Output.streamType }
}

extension GatherStage {
  fileprivate var inputType: StreamType { Input.streamType }
  fileprivate var outputType: StreamType { Output.streamType }
}
