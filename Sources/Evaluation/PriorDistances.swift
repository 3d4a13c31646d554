public import Autoencoders
import Distributions
public import Files
import Images
import Statistics
import Tensors

/// How far the pictures of a model's priors lie from photographs, in the latent space of another model.
///
/// The distance is Fréchet's, of the posterior means taken for normal distributions. As many pictures are drawn of a prior
/// as there are photographs.
public struct PriorDistances: Sendable {
  /// Of one kind of pictures.
  public struct Row: Hashable, Sendable {
    /// What they are.
    public let name: String
    /// Their distance from the photographs.
    public let distance: Double
  }

  /// The model in whose latent space is measured.
  public let judge: String
  /// How many photographs there were.
  public let count: Int
  /// The model's reconstructions, N(0, I), and the mixture if there is one.
  public let rows: [Row]
  /// The distance of one half of the photographs from the other: what is 0 but for their number. Halves have half as many
  /// pictures, so that it is too large by about a factor of two.
  public let halves: Double

  /// Measures.
  /// - Parameters:
  ///   - paths: the photographs.
  ///   - readers: how they are brought to either model's size.
  ///   - classes: of each picture, by its key below a folder, for a conditional model.
  /// - Throws: ``EvaluationError``; for the first picture that cannot be used, by its file; what the kernels report.
  public init(
    _ model: Autoencoder, _ paths: [Path], judge: Autoencoder, readers: (own: PictureReader, judge: PictureReader),
    seed: UInt64, classes: PictureClasses = .none, below folder: Path = ""
  ) throws {
    try classes.check(for: model)
    guard paths.count >= Self.least else { throw EvaluationError.tooFewForDistance(paths.count, least: Self.least) }
    let photographs = try judge.encodeMeans(paths, readers.judge)
    let cloud = Self.moments(photographs)
    let reconstructions = try model.mapChunks(paths) { chunk in
      let pictures = try chunk.map { try readers.own.read($0) }
      let labels = classes.labels(chunk.map { $0.key(below: folder) })
      let means = try model.encode(pictures, labels: labels, spread: false).map { try $0.get().mean }
      return try model.decode(means, labels: labels, spread: false).map { try $0.get().mean }
    }
    var rows = [Row(name: "reconstructions", distance: try Self.distance(reconstructions, of: model, judge, cloud))]
    for samples in try PriorSamples.all(of: model, count: paths.count, seed: seed) {
      rows.append(
        Row(name: samples.kind.rawValue, distance: try Self.distance(samples.pictures, of: model, judge, cloud)))
    }
    self.rows = rows
    self.judge = judge.name
    count = paths.count
    let even = photographs.indices.filter { $0 % 2 == 0 }.map { photographs[$0] }
    let odd = photographs.indices.filter { $0 % 2 == 1 }.map { photographs[$0] }
    halves = FrechetDistance.between(Self.moments(even), and: Self.moments(odd))
  }

  /// The fewest photographs that have a covariance in halves.
  private static let least = 4

  private static func distance(
    _ pictures: [Tensor], of model: Autoencoder, _ judge: Autoencoder, _ cloud: Moments
  ) throws -> Double {
    let chunks = (pictures.count + Autoencoder.chunk - 1) / Autoencoder.chunk
    let latents = try concurrentMap(chunks) { chunk -> [Tensor] in
      let range = chunk * Autoencoder.chunk..<min((chunk + 1) * Autoencoder.chunk, pictures.count)
      let seen = try pictures[range].map { try judge.seeing(Image($0, range: model.description.input.range)) }
      return try judge.encode(seen, spread: false).map { try $0.get().mean }
    }
    return FrechetDistance.between(moments(latents.flatMap { $0 }), and: cloud)
  }

  private static func moments(_ latents: [Tensor]) -> Moments {
    Moments(Matrix(rows: latents.map { $0.elements.map { Double($0) } }))
  }
}

extension Autoencoder {
  /// A picture as the encoder takes it, stretched to its size.
  fileprivate func seeing(_ image: Image) throws -> Tensor {
    let size = PixelSize(width: pictureShape[2], height: pictureShape[1])
    let geometry = try Geometry(photograph: image.size, crop: nil, fit: .stretch, model: size)
    return geometry.place(image).tensor(channels: pictureShape[0], range: description.input.range)
  }
}
