public import Dataflow

extension Need {
  /// The photograph that an item comes from, whole and at its own size.
  public static let photograph = Need(
    "photograph", advice: "begin with \"load\", and go from there to here item by item")
  /// The latents of a photograph before any edit, from which its reconstruction is decoded.
  public static let uneditedLatents = Need(
    "unedited latents",
    advice: "begin with \"load\", \"encode\" and \"sample z\", and go from there to here item by item")
}
