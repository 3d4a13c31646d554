/// A path of the file system, as text. Nothing here looks at the disk.
public struct Path: Hashable, Sendable {
  /// The path as it was written.
  public let string: String

  /// A path as it was written.
  public init(_ string: String) { self.string = string }

  /// Whether it begins at the root of the file system.
  public var isAbsolute: Bool { string.utf8.first == UInt8(ascii: "/") }

  /// The names between the slashes, without empty ones and `.`; `..` stays, since what it means depends on links.
  public var components: [String] {
    string.utf8.split(separator: UInt8(ascii: "/")).compactMap { $0.elementsEqual(".".utf8) ? nil : String($0) }
  }

  /// The same path without doubled slashes, `.` and a slash at the end: `a//b/./c/` is `a/b/c`, nothing is `.`.
  public var normalised: Path {
    let names = components.joined(separator: "/")
    return Path(isAbsolute ? "/" + names : names.isEmpty ? "." : names)
  }

  /// The last name; empty for `/` and `.`.
  public var name: String { components.last ?? "" }

  /// The folder it is in: of `a/b.png` it is `a`, of `b.png` it is `.`, of `/` it is `/`.
  public var parent: Path {
    let names = components.dropLast().joined(separator: "/")
    return Path(isAbsolute ? "/" + names : names.isEmpty ? "." : names)
  }

  /// The last name without its extension: of `a/b.tar.gz` it is `b.tar`, of `.hidden` it is `.hidden`.
  public var stem: String { extensionDot.map { String(name[..<$0]) } ?? name }

  /// The extension of the last name, without its dot; empty if there is none.
  public var ext: String { extensionDot.map { String(name[$0...].dropFirst()) } ?? "" }

  private var extensionDot: String.Index? {
    let name = name
    guard name != "..", let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    return dot
  }

  /// The other path seen from this folder; the other itself if it is absolute.
  public func appending(_ other: Path) -> Path {
    if other.isAbsolute || string.isEmpty || string == "." { return other }
    if other.string.isEmpty || other.string == "." { return self }
    return Path(string.hasSuffix("/") ? string + other.string : string + "/" + other.string)
  }

  /// What leads from a folder to this path, if it lies below the folder as written; `.` for the folder itself.
  public func relative(to folder: Path) -> Path? {
    let (all, base) = (components, folder.components)
    guard isAbsolute == folder.isAbsolute, all.starts(with: base), all.dropFirst(base.count).first != ".." else {
      return nil
    }
    let rest = all.dropFirst(base.count)
    return Path(rest.isEmpty ? "." : rest.joined(separator: "/"))
  }

  /// The path with `~` at its beginning replaced by the home folder, where that is known.
  /// - Parameter home: the home folder; usually the variable `HOME`.
  public func expandingTilde(home: String?) -> Path {
    guard let home, !home.isEmpty, string == "~" || string.hasPrefix("~/") else { return self }
    return Path(home).appending(Path(String(string.drop { $0 == "~" }.drop { $0 == "/" })))
  }

  /// The other path seen from this folder.
  public static func / (folder: Path, other: String) -> Path { folder.appending(Path(other)) }
}

extension Path: ExpressibleByStringInterpolation, CustomStringConvertible {
  /// A path as it was written.
  public init(stringLiteral value: String) { self.init(value) }

  /// As it was written.
  public var description: String { string }
}
