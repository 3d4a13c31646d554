public import Dataflow
public import Stages

/// What a stage gives, to be taken by further stages. Used twice it branches; `joined` brings two together.
public struct Flow<Value: StreamValue>: Sendable {
  let node: FlowNode

  /// The beginning.
  public init<Source: SourceStage & RecipeStage>(_ source: Source) where Source.Output == Value {
    node = FlowNode(Source.declaration.name, .source(source), [])
  }

  init(_ node: FlowNode) { self.node = node }

  /// Each item through a stage.
  public func then<Map: MapStage & RecipeStage>(_ stage: Map) -> Flow<Map.Output> where Map.Input == Value {
    Flow<Map.Output>(FlowNode(Map.declaration.name, .map(stage), [node]))
  }

  /// Several items into one.
  public func then<Gather: GatherStage & RecipeStage>(_ stage: Gather) -> Flow<Gather.Output>
  where Gather.Input == Value {
    Flow<Gather.Output>(FlowNode(Gather.declaration.name, .gather(stage), [node]))
  }

  /// This flow and another through a stage that takes two.
  public func joined<Gather: GatherStage & RecipeStage>(with other: Flow<Value>, by stage: Gather)
    -> Flow<Gather.Output> where Gather.Input == Value
  {
    Flow<Gather.Output>(FlowNode(Gather.declaration.name, .gather(stage), [node, other.node]))
  }

  /// The end.
  public func then<Sink: SinkStage & RecipeStage>(_ stage: Sink) -> FlowEnd {
    FlowEnd(node: FlowNode(Sink.declaration.name, .sink(stage), [node]))
  }
}

/// A flow that ends in a sink.
public struct FlowEnd: Sendable { let node: FlowNode }

/// One stage of a flow. An object, so that a branch shares it.
final class FlowNode: Sendable {
  let name: String
  let stage: AnyStage
  let inputs: [FlowNode]

  init(_ name: String, _ stage: AnyStage, _ inputs: [FlowNode]) {
    self.name = name
    self.stage = stage
    self.inputs = inputs
  }
}
