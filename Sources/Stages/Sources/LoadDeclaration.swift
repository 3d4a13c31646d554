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
  static let size = Field.integers(
    "size", count: 2, unit: "pixels",
    help: "[width, height] that `fit` brings all pictures to, for a model of any size; without it each keeps its own")
  static let crop = Field.integers(
    "crop", count: 4, unit: "pixels", help: "[left, top, right, bottom], half-open, cut out before fit")
  static let boxes = Field.path(
    "boxes",
    help:
      "a table with the columns left, top, right, bottom, whose first column names the picture: the box of each, instead of crop"
  )
  static let eyes = Field.path(
    "eyes",
    help:
      "a table with the columns left_eye_x, left_eye_y, right_eye_x, right_eye_y (or CelebA's lefteye_x, …), whose first column names the picture: each face is turned and scaled so that its eyes come to where the model has them"
  )

  public static let declaration = StageDeclaration(
    "load", summary: "Pictures from a folder, a glob, a list or standard input, brought to the model's size.",
    details:
      "PNG, JPEG and PPM, orientation applied. Natural order, the folder's tree kept in the items' keys. There is no "
      + "default fit: a picture of another size than the model's is an error that names the choices. With `as: latents` or "
      + "`as: posterior` it reads the .safetensors or .npy files that `save` wrote.\n\n"
      + "A model of any size takes each picture at its own: the right and the lower edge are repeated to the next multiple "
      + "that its networks need, and `save` cuts that off again.\n\n"
      + "`crop`, `boxes` and `eyes` say which part of a photograph the model gets to see; it is put back where it was by "
      + "`keep photograph`, or by `save: {size: original}`. The tables of `boxes` and `eyes` are CSV with a header; their "
      + "first column names the picture by its key or by its file name alone. Places count in the pixels of the upright "
      + "picture (EXIF orientation applied) from its upper left corner. A box is rounded to whole pixels, half-open as a "
      + "crop. For eyes the middle of the first pixel is 0, 0; which of the two is called left does not matter, since a "
      + "face is taken to be turned by less than a quarter; what the model sees beyond the photograph repeats its edges. "
      + "A picture that the table does not name, or names twice, fails by name.",
    forms: [.init(nil, .images), .init(nil, .latents), .init(nil, .posterior)], inputs: [], inputCounts: [0],
    fields: [
      from.declaration, content.declaration, fit.declaration, size.declaration, crop.declaration, boxes.declaration,
      eyes.declaration,
    ],
    example: "- load: {from: photos, crop: [5, 18, 84, 97], fit: stretch}"
  ) { arguments in
    let paths = try arguments(from)
    switch try arguments(content) {
    case .images:
      return .source(
        Load(
          from: paths, region: try region(arguments), fit: try arguments.optional(fit), size: try chosenSize(arguments))
      )
    case .latents: return .source(LoadArrays<Latent>(from: try tensorFiles(paths, arguments)))
    case .posterior: return .source(LoadArrays<DiagonalGaussian>(from: try tensorFiles(paths, arguments)))
    }
  }

  private static func region(_ arguments: StageArguments) throws -> Region {
    let given = ["crop", "boxes", "eyes"].filter { arguments[$0].map { !$0.isNull } ?? false }
    guard given.count < 2 else {
      throw FieldError(
        given[1], "\"\(given[0])\" and \"\(given[1])\" both say which part of a picture is meant; keep one of them")
    }
    if let table = try arguments.optional(boxes) { return .boxes(table) }
    if let table = try arguments.optional(eyes) { return .eyes(table) }
    guard let box = try arguments.optional(crop).map({ CropBox(left: $0[0], top: $0[1], right: $0[2], bottom: $0[3]) })
    else { return .whole }
    guard 0 <= box.left, 0 <= box.top, box.left < box.right, box.top < box.bottom else {
      throw FieldError("crop", "\"crop\" is [left, top, right, bottom] with left < right and top < bottom, not \(box)")
    }
    return .crop(box)
  }

  private static func chosenSize(_ arguments: StageArguments) throws -> PixelSize? {
    guard let size = try arguments.optional(size) else { return nil }
    guard size.allSatisfy({ (1...1 << 16).contains($0) }) else {
      throw FieldError("size", "\"size\" is [width, height] in pixels, not [\(size[0]), \(size[1])]")
    }
    return PixelSize(width: size[0], height: size[1])
  }

  private static func tensorFiles(_ paths: [String], _ arguments: StageArguments) throws -> [String] {
    for field in ["fit", "size", "crop", "boxes", "eyes"] where arguments[field] != nil {
      throw FieldError(field, "\"\(field)\" is for pictures; latents have no size to fit")
    }
    return paths
  }
}
