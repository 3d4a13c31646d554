public import Autoencoders
public import Files
import Images
import Tensors

/// How good a model is, measured on pictures that it has not learnt.
public struct Evaluation: Sendable {
  /// The model.
  public let model: Autoencoder
  /// How it was measured.
  public let settings: EvaluationSettings
  /// What was measured of each picture, in their order.
  public let pictures: [PictureFigures]
  /// The pictures that could not be used.
  public let failures: [PictureError]
  /// Every latent dimension over the pictures.
  public let survey: LatentSurvey
  /// Pictures of the prior.
  public let samples: [PriorSamples]

  let classes: PictureClasses
  /// What the pictures' keys are below.
  let folder: Path

  /// How many pictures of each prior are drawn, at most.
  public static let mostSamples = 256

  /// Measures a model on the pictures of files, on all cores; a picture that cannot be used fails alone.
  /// - Parameters:
  ///   - paths: in a fixed order.
  ///   - folder: what the keys are below.
  ///   - classes: of each picture, for a conditional model.
  /// - Throws: `SurveyError` where fewer than two pictures can be used; ``EvaluationError`` for classes that are missing;
  ///   what the kernels report.
  public init(
    _ model: Autoencoder, _ paths: [Path], below folder: Path, _ reader: PictureReader, _ settings: EvaluationSettings,
    classes: PictureClasses = .none
  ) throws {
    try classes.check(for: model)
    let measurement = PictureMeasurement(model: model, settings: settings, classes: classes)
    let results = try model.mapChunks(paths) { chunk in
      try Self.measure(chunk, below: folder, reader, measurement)
    }
    pictures = results.compactMap { try? $0.get() }
    failures = results.compactMap { result in if case .failure(let error) = result { error } else { nil } }
    survey = try LatentSurvey(pictures.map { ($0.key, $0.posterior) }, model: model)
    samples = try PriorSamples.all(of: model, count: min(Self.mostSamples, pictures.count), seed: settings.seed)
    self.model = model
    self.settings = settings
    self.classes = classes
    self.folder = folder
  }

  private static func measure(
    _ paths: ArraySlice<Path>, below folder: Path, _ reader: PictureReader, _ measurement: PictureMeasurement
  ) throws -> [Result<PictureFigures, PictureError>] {
    let read = paths.map { path in Result { try reader.read(path) }.mapError { PictureError(path, $0) } }
    let sound = zip(paths, read).compactMap { path, picture in
      (try? picture.get()).map { (path: path, key: path.key(below: folder), picture: $0) }
    }
    let labels = measurement.classes.labels(sound.map(\.key))
    let encoded = try zip(sound, measurement.model.encode(sound.map(\.picture), labels: labels)).map {
      item, posterior in
      posterior.mapError { PictureError(item.path, $0) }.map { (key: item.key, picture: item.picture, posterior: $0) }
    }
    var figures = try measurement.figures(encoded.compactMap { try? $0.get() }).makeIterator()
    var results = encoded.makeIterator()
    return zip(paths, read).map { path, picture in
      picture.flatMap { _ in results.next() ?? .failure(PictureError(path, ModelError.notFinite(.posterior))) }
        .flatMap { _ in (figures.next() ?? .failure(.notFinite(.likelihood))).mapError { PictureError(path, $0) } }
    }
  }
}

extension Path {
  /// What a picture is called: its path below the folder.
  func key(below folder: Path) -> String { relative(to: folder)?.string ?? string }
}
