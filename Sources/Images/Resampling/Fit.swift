/// How a picture of another shape is brought to the model's size.
public enum Fit: String, Hashable, Sendable, CaseIterable {
  /// Fill the model's picture; what is too wide or too high is cut off equally on both sides.
  case crop
  /// Show all of the picture; what stays free repeats its edges, which a model takes more calmly than bars of grey.
  case pad
  /// Show all of the picture; width and height are scaled by different factors.
  case stretch
}
