import Autoencoders
public import Dataflow
import Tensors

/// How much memory a run will need, from the model's size, the lanes and the batch; never from the number of pictures,
/// but for their names.
public struct MemoryEstimate: Hashable, Sendable {
  /// The process itself and its libraries, in bytes; measured as the peak of a run without a model.
  static let base = 40 << 20

  /// The weights and what the kernels made of them.
  public let model: Int
  /// What the compute lanes work with.
  public let lanes: Int
  /// Items under way between the stages.
  public let items: Int
  /// Photographs that travel along for later stages, and the pictures that take their place.
  public let photographs: Int
  /// Keys, names and what a gather holds.
  public let names: Int

  /// What a run of the plan with these options will need.
  public init(_ pipeline: Pipeline, _ plan: Plan, _ options: RunOptions) {
    let shape = Self.pictureShape(pipeline, plan)
    let picture = shape.map { $0.count * 4 } ?? 4 << 20
    let width = Self.widest(plan)
    model = (pipeline.model?.summary.parameters ?? 0) * 4 * 3
    lanes = options.jobs * Self.lane(pipeline.model, shape)
    items = (2 + options.jobs) * max(1, pipeline.graph.nodes.count / 2) * options.batch * width * picture * 2
    let photograph = plan.carriedBytes()
    photographs = (2 + options.jobs) * options.batch * (1 + width) * photograph
    names = plan.outputs.count * 200 + Self.held(plan) * max(picture, photograph)
  }

  /// The pictures that the model is given: the largest of those that a source can tell the size of.
  private static func pictureShape(_ pipeline: Pipeline, _ plan: Plan) -> Shape? {
    guard let model = pipeline.model else { return nil }
    let (input, usual) = (model.description.input, model.pictureShape)
    guard input.takesAnySize else { return usual }
    let pixels = plan.valueBytes() / (3 * MemoryLayout<Float>.size)
    let side = Int(Double(max(pixels, usual[1] * usual[2])).squareRoot().rounded(.up))
    let padded = input.padded(height: input.height.fixed ?? side, width: input.width.fixed ?? side)
    return padded.map { [input.channels, $0.height, $0.width] } ?? usual
  }

  /// What a lane works with.
  private static func lane(_ model: Autoencoder?, _ picture: Shape?) -> Int {
    guard let model, let picture else { return 1 << 20 }
    let usual = 24 * Engine.chunk * picture.count * 4
    return model.description.input.takesAnySize ? (try? model.bytesPerLane(picture)) ?? usual : usual
  }

  /// The bytes of pictures that travel together at most, unless one alone has more.
  private static let bytesTogether = 16 << 20

  /// The options with batches that large pictures fit into.
  static func together(_ options: RunOptions, _ pipeline: Pipeline, _ plan: Plan) -> RunOptions {
    guard let shape = pictureShape(pipeline, plan) else { return options }
    var options = options
    options.batch = max(1, min(options.batch, bytesTogether / (shape.count * 4)))
    return options
  }

  /// What a run of the plan will need that is asked to work with these options.
  public init(running pipeline: Pipeline, _ plan: Plan, _ options: RunOptions) {
    self.init(pipeline, plan, Self.together(options, pipeline, plan))
  }

  /// All of it.
  public var total: Int { Self.base + model + lanes + items + photographs + names }

  /// The options, with fewer lanes and smaller batches if the memory asks for it.
  /// - Throws: ``MemoryTooSmall`` if not even one lane with one picture fits.
  static func fit(_ options: RunOptions, into bytes: Int?, _ pipeline: Pipeline, _ plan: Plan) throws -> RunOptions {
    var options = together(options, pipeline, plan)
    guard let bytes else { return options }
    while MemoryEstimate(pipeline, plan, options).total > bytes {
      if options.batch > 1 {
        options.batch /= 2
      } else if options.jobs > 1 {
        options.jobs -= 1
      } else {
        throw MemoryTooSmall(needed: MemoryEstimate(pipeline, plan, options).total, given: bytes)
      }
      options.ioLanes = min(options.ioLanes, max(2, 2 * options.jobs))
    }
    return options
  }

  /// How many items one item becomes at most.
  private static func widest(_ plan: Plan) -> Int {
    let sources = plan.sourceEntries.count
    guard sources > 0 else { return 1 }
    let most = plan.graph.nodes.indices.compactMap { plan.count(of: $0) }.max() ?? 1
    return min(32, max(1, (most + sources - 1) / sources))
  }

  /// The most items that one output of a gather or a sink waits for.
  private static func held(_ plan: Plan) -> Int { plan.largestGroup }
}

extension MemoryEstimate: CustomStringConvertible {
  /// As `about 120 MB (model 36, lanes 19, items 25, names 0)`.
  public var description: String {
    func megabytes(_ bytes: Int) -> Int { (bytes + 500_000) / 1_000_000 }
    return "about \(megabytes(total)) MB (model \(megabytes(model)), lanes \(megabytes(lanes)), items under way "
      + "\(megabytes(items)), \(photographs > 0 ? "photographs \(megabytes(photographs)), " : "")names and gathers \(megabytes(names)), the program \(megabytes(Self.base)))"
  }
}

/// The memory a user allows is too little for one picture.
public struct MemoryTooSmall: Error, Hashable, Sendable, CustomStringConvertible {
  /// Bytes for one lane with one picture.
  public let needed: Int
  /// Bytes that were allowed.
  public let given: Int
  /// One sentence with both amounts.
  public var description: String {
    "this run needs about \((needed + 999_999) / 1_000_000) MB even with one lane; --memory allows \(given / 1_000_000) MB"
  }
}
