public import Files

/// What is wrong with a zip archive.
public struct ArchiveError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Error, Hashable, Sendable {
    /// There is no directory of its members at its end: it was cut off, or is no archive.
    case noDirectory
    /// The directory says something that cannot be; in words.
    case directory(String)
    /// A member is compressed in a way that is not read, or encrypted.
    case method(member: String, String)
    /// Two members have one name.
    case twice(member: String)
    /// Two members share bytes, as no honest archive has it.
    case overlap(String, String)
    /// It would expand to more than a hundred times its size.
    case bomb(size: Int, expanded: Int)
    /// A member's own header does not agree with the directory.
    case header(member: String)
    /// A member does not expand to what the directory says, or its check sum is wrong.
    case damaged(member: String)
    /// There is no such member.
    case missing(member: String)
  }

  /// The file.
  public let file: Path

  /// What is wrong.
  public let problem: Problem

  /// An error in a file.
  public init(_ file: Path, _ problem: Problem) {
    self.file = file
    self.problem = problem
  }
}

extension ArchiveError: CustomStringConvertible {
  /// As `weights.npz: the archive is cut off; download it again`.
  public var description: String { "\(file): \(problem.wording)" }
}

extension ArchiveError.Problem {
  fileprivate var wording: String {
    switch self {
    case .noDirectory: "this is no zip archive, or its end is missing; download or export it again"
    case .directory(let words): "the archive's directory \(words); download or export it again"
    case .method(let member, let words): "\"\(member)\" in the archive is \(words), which is not read; store it plainly"
    case .twice(let member): "the archive has \"\(member)\" twice; it was not written by an honest program"
    case .overlap(let first, let second):
      "\"\(first)\" and \"\(second)\" share bytes of the archive; it was not written by an honest program"
    case .bomb(let size, let expanded):
      "the archive's \(size) bytes would expand to \(expanded), more than a hundred times as many; refused"
    case .header(let member): "the header of \"\(member)\" does not agree with the archive's directory"
    case .damaged(let member): "\"\(member)\" in the archive is damaged; download or export it again"
    case .missing(let member): "the archive has no \"\(member)\""
    }
  }
}
