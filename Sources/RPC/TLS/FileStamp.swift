#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What tells a file from the one that had the same path before: which file it is, how large it is
/// and when it was last written. Links are followed, so that a link that is turned is noticed.
struct FileStamp: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  private let size: Int64
  /// The bytes of a `timespec`, which are only compared: its members belong to another module in a
  /// debug build than in a release build.
  private let written: [UInt8]

  /// The stamp of the file at a path; nil when there is none.
  init?(_ path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    #if canImport(Glibc)
      let written = found.st_mtim
    #else
      let written = found.st_mtimespec
    #endif
    device = UInt64(truncatingIfNeeded: found.st_dev)
    inode = UInt64(truncatingIfNeeded: found.st_ino)
    size = Int64(found.st_size)
    self.written = withUnsafeBytes(of: written) { Array($0) }
  }
}
