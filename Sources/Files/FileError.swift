#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What the system refused to do with a file, and why.
public struct FileError: Error, Hashable, Sendable {
  /// What was tried.
  public enum Operation: String, Sendable {
    /// Opening or reading a file.
    case read
    /// Writing a file that nobody sees yet, or giving it its name.
    case write
    /// Creating a folder.
    case createFolder = "create the folder"
    /// Listing a folder.
    case list = "list the folder"
  }

  /// Why it was refused, as far as a caller may want to tell.
  public enum Reason: Hashable, Sendable {
    /// There is no such file or folder.
    case notFound
    /// The user may not do this, or the file system is read-only.
    case permission
    /// A file is needed, but it is a folder.
    case isDirectory
    /// A folder is needed, but it is a file.
    case notDirectory
    /// It is a device, a socket or the like.
    case notAFile
    /// The disk, or the user's share of it, is full.
    case diskFull
    /// The file exists, and was not to be overwritten.
    case exists
    /// It has more bytes than the caller reads.
    case tooLarge(limit: Int)
    /// It ends before the place that was to be read.
    case truncated
    /// Nobody reads the other end of the pipe any more.
    case readerGone
    /// Anything else, in the words of the system.
    case io(String)
  }

  /// The path.
  public let path: Path

  /// What was tried.
  public let operation: Operation

  /// Why it was refused.
  public let reason: Reason

  /// A refusal.
  public init(_ path: Path, _ operation: Operation, _ reason: Reason) {
    self.path = path
    self.operation = operation
    self.reason = reason
  }

  /// The refusal that `errno` names.
  init(_ path: Path, _ operation: Operation, code: Int32) {
    self.init(path, operation, Reason(code: code))
  }
}

extension FileError.Reason {
  init(code: Int32) {
    switch code {
    case ENOENT: self = .notFound
    case EACCES, EPERM, EROFS: self = .permission
    case EISDIR: self = .isDirectory
    case ENOTDIR: self = .notDirectory
    case ENOSPC, EDQUOT: self = .diskFull
    case EEXIST: self = .exists
    case EPIPE: self = .readerGone
    default: self = .io(String(cString: strerror(code)))
    }
  }
}

extension FileError: CustomStringConvertible {
  /// As `cannot read faces/a.png: there is no such file or folder`.
  public var description: String { "cannot \(operation.rawValue) \(path): \(reason)" }
}

extension FileError.Reason: CustomStringConvertible {
  /// The reason in words, to stand behind a colon.
  public var description: String {
    switch self {
    case .notFound: "there is no such file or folder"
    case .permission: "you have no permission, or the disk is read-only"
    case .isDirectory: "it is a folder"
    case .notDirectory: "a part of the path is a file, not a folder"
    case .notAFile: "it is not a file but a device or a socket"
    case .diskFull: "the disk, or your share of it, is full"
    case .exists: "it exists already"
    case .tooLarge(let limit): "it has more than \(limit) bytes"
    case .truncated: "it ends too early"
    case .readerGone: "whoever read it has gone"
    case .io(let words): words
    }
  }
}
