public import Dataflow
public import Stages

/// A straight line of stages, from a source to a sink, whose types are checked by the compiler.
@resultBuilder
public enum PipelineBuilder {
  /// The source begins the line.
  public static func buildPartialBlock<Source: SourceStage & RecipeStage>(first: Source) -> Flow<Source.Output> {
    Flow(first)
  }

  /// Each item through a stage.
  public static func buildPartialBlock<Map: MapStage & RecipeStage>(accumulated: Flow<Map.Input>, next: Map)
    -> Flow<Map.Output>
  {
    accumulated.then(next)
  }

  /// Several items into one.
  public static func buildPartialBlock<Gather: GatherStage & RecipeStage>(
    accumulated: Flow<Gather.Input>, next: Gather
  ) -> Flow<Gather.Output> {
    accumulated.then(next)
  }

  /// The sink ends the line.
  public static func buildPartialBlock<Value, Sink: SinkStage & RecipeStage>(accumulated: Flow<Value>, next: Sink)
    -> FlowEnd
  {
    accumulated.then(next)
  }
}
