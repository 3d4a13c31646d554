public import Dataflow
import Autoencoders
struct TensorFile { static func encode(_ items: [Item<any StreamValue>], as format: SaveFormat, _ model: Autoencoder?) throws -> [UInt8] { [] } }
public struct LoadTensors<Output: StreamValue>: SourceStage {
  init(from: [String]) {}
  public func list() throws -> SourceListing { .entries([]) }
  public func read(_ entry: SourceEntry, _ run: RunContext) throws -> Emission<Output> { throw NotPrepared(stage: "load") }
}
