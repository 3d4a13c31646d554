import Autoencoders
public import Dataflow
import Documents
import Images

/// `load` in the recipe language: pictures, or what an earlier run saved.
extension Load: RecipeStage {
  /// What the files hold.
  enum Content: String, CaseIterable, Sendable { case images, latents, posterior }

  static let from = Field.paths(
    "from", required: true,
    help:
      "a folder (with all below it), a file, a glob as faces/**/*.png, a .txt list of files, several of these, or - for standard input"
  )
  static let content = Field<Content>.choice(
    "as", default: .images, help: "pictures, or latents or posteriors that an earlier run saved")
  static let fit = Field<Fit>.choice(
    "fit",
    help:
      "how a picture of another size comes to the model's: crop fills and cuts the excess, pad shows all, stretch distorts"
  )
  static let crop = Field.integers(
    "crop", count: 4, unit: "pixels", help: "[left, top, right, bottom], half-open, cut out before fit")

  public static let declaration = StageDeclaration(
    "load", summary: "Pictures from a folder, a glob, a list or standard input, brought to the model's size.",
    details:
      "PNG, JPEG and PPM, orientation applied. Natural order, the folder's tree kept in the items' keys. There is no "
      + "default fit: a picture of another size than the model's is an error that names the choices. With `as: latents` or "
      + "`as: posterior` it reads the .safetensors or .npy files that `save` wrote.",
    forms: [.init(nil, .images), .init(nil, .latents), .init(nil, .posterior)], inputs: [], inputCounts: [0],
    fields: [from.declaration, content.declaration, fit.declaration, crop.declaration],
    example: "- load: {from: photos, crop: [5, 18, 84, 97], fit: stretch}"
  ) { arguments in
    let paths = try arguments(from)
    switch try arguments(content) {
    case .images:
      let box = try arguments.optional(crop).map { CropBox(left: $0[0], top: $0[1], right: $0[2], bottom: $0[3]) }
      if let box, box.left < 0 || box.top < 0 || box.right <= box.left || box.bottom <= box.top {
        throw FieldError(
          "crop", "\"crop\" is [left, top, right, bottom] with left < right and top < bottom, not \(box)")
      }
      return .source(Load(from: paths, crop: box, fit: try arguments.optional(fit)))
    case .latents: return .source(LoadArrays<Latent>(from: try tensorFiles(paths, arguments)))
    case .posterior: return .source(LoadArrays<DiagonalGaussian>(from: try tensorFiles(paths, arguments)))
    }
  }

  private static func tensorFiles(_ paths: [String], _ arguments: StageArguments) throws -> [String] {
    for field in ["fit", "crop"] where arguments[field] != nil {
      throw FieldError(field, "\"\(field)\" is for pictures; latents have no size to fit")
    }
    return paths
  }
}
