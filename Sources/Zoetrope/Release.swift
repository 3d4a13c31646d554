/// Which Zoetrope this is.
public enum Release {
  /// The version's number.
  public static let version = "0.1.0"
}
