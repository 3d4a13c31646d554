/// The parts of an item's key, which is a path with `/`.
public struct ItemKey: Hashable, Sendable {
  /// The folder part, empty at the root.
  public let path: String
  /// The name without folder and extension.
  public let stem: String
  /// The extension without its dot, empty where there is none.
  public let ext: String

  /// Takes a key apart.
  public init(_ key: String) {
    let slash = key.lastIndex(of: "/")
    let name = slash.map { key[key.index(after: $0)...] } ?? key[...]
    path = slash.map { String(key[..<$0]) } ?? ""
    if let dot = name.lastIndex(of: "."), dot != name.startIndex {
      stem = String(name[..<dot])
      ext = String(name[name.index(after: dot)...])
    } else {
      stem = String(name)
      ext = ""
    }
  }

  /// The key of what two items become together: `a/left~right.png` of `a/left.png` and `b/right.png`.
  public static func pair(_ left: String, _ right: String) -> String {
    let (l, r) = (ItemKey(left), ItemKey(right))
    return (l.path.isEmpty ? "" : l.path + "/") + l.stem + "~" + r.stem + (l.ext.isEmpty ? "" : "." + l.ext)
  }
}
