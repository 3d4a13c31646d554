#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Renames a file unless the new name is taken; the value of `errno` if it fails.
///
/// A hard link under the new name fails if the name is taken, on every system, and the file is whole at once. Where
/// there are no hard links (FAT), the name is first taken by an empty file, which is then replaced.
func renameExclusively(from old: Path, to new: Path) -> Int32? {
  if link(old.string, new.string) == 0 {
    unlink(old.string)
    return nil
  }
  let code = errno
  guard code == EPERM || code == EOPNOTSUPP || code == ENOSYS || code == EMLINK else { return code }
  switch System.open(new, O_WRONLY | O_CREAT | O_EXCL, mode: 0o666) {
  case .failure(let error): return error.code
  case .success(let descriptor): close(descriptor)
  }
  if rename(old.string, new.string) == 0 { return nil }
  let failure = errno
  unlink(new.string)
  return failure
}
