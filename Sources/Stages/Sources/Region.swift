public import Images

/// What part of each photograph the model gets to see.
public enum Region: Hashable, Sendable {
  /// All of it.
  case whole
  /// The same box of every photograph.
  case crop(CropBox)
  /// A box for each photograph, from a table: its first column names the picture, the columns `left`, `top`, `right` and
  /// `bottom` give the box in the upright picture's pixels, half-open.
  case boxes(String)
  /// The face whose eyes are given for each photograph, turned upright so that they come to where the model has them.
  /// The first column of the table names the picture, the columns `left_eye_x`, `left_eye_y`, `right_eye_x` and
  /// `right_eye_y` (or `lefteye_x` and so on) give the eyes in the upright picture's pixels.
  case eyes(String)

  /// The name of the field in recipes, nil for the whole photograph.
  var field: String? {
    switch self {
    case .whole: nil
    case .crop: "crop"
    case .boxes: "boxes"
    case .eyes: "eyes"
    }
  }
}
