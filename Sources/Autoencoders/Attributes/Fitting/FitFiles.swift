public import Tensors

extension AttributeFit {
  /// How many pictures a footprint is measured over.
  public static let footprintPictures = 256

  /// Fits a vector on labelled pictures, encoded on all cores, and measures its footprint over some of them.
  /// - Parameters:
  ///   - pictures: in a fixed order, which the sums follow.
  ///   - name: the attribute.
  ///   - model: the model that it is for.
  ///   - reader: how the pictures are brought to the model's size.
  ///   - settings: how the direction is found.
  ///   - source: which pictures and labels, in words.
  ///   - label: the column of the labels, if they are from a table.
  /// - Throws: `PictureError`, `FileError`, `AttributeError`.
  public static func fit(
    _ pictures: [LabelledPicture], name: String, model: Autoencoder, _ reader: PictureReader,
    settings: FitSettings = FitSettings(), source: String, label: String? = nil
  ) throws -> Report {
    let means = try model.encodeMeans(pictures.map(\.path), reader)
    return try fit(pictures, means: means, name: name, model: model, settings: settings, source: source, label: label)
  }

  /// Fits a vector on labelled pictures whose posterior means are known, and measures its footprint over some of them.
  /// - Precondition: as many means as pictures.
  /// - Throws: `AttributeError`, what the kernels report.
  public static func fit(
    _ pictures: [LabelledPicture], means: [Tensor], name: String, model: Autoencoder,
    settings: FitSettings = FitSettings(), source: String, label: String? = nil
  ) throws -> Report {
    precondition(pictures.count == means.count, "\(means.count) latents of \(pictures.count) pictures")
    // Of a model of any size the latents are of the size that the pictures were brought to.
    let latent = means.first?.shape ?? model.latentShape
    if settings.isPerChannel, latent.rank != 3 { throw AttributeError.noChannels(name: name, latent) }
    let shape = settings.isPerChannel ? [latent[0]] : latent
    for vector in settings.projectedOut {
      try model.check(vector)
      guard vector.vector.shape == shape else {
        throw AttributeError.shape(vector: vector.name, expected: shape, found: vector.vector.shape)
      }
    }
    var fit = AttributeFit(latentShape: shape, settings)
    for (picture, mean) in zip(pictures, means) {
      fit.add(
        key: picture.key, hasAttribute: picture.hasAttribute, others: picture.others,
        mean: settings.isPerChannel ? mean.planeMeans : mean)
    }
    var report = try fit.fit(name: name, model: model.identity, source: source, label: label)
    report.vector.footprint = try model.footprint(of: report.vector, over: examples(of: means, settings, fit))
    return report
  }

  /// Latents that a footprint is measured over.
  private static func examples(of means: [Tensor], _ settings: FitSettings, _ fit: AttributeFit) -> [Tensor] {
    guard settings.isPerChannel else { return fit.examples(footprintPictures) }
    let count = min(footprintPictures, means.count)
    return (0..<count).map { means[$0 * means.count / count] }
  }
}
