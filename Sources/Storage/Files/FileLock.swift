internal import Glibc

/// A file that one process at a time can hold; given back when it goes out of scope, or the process
/// ends in whatever way.
struct FileLock: ~Copyable, Sendable {
  private let descriptor: Int32  // owned

  /// Takes the lock, or says at once that somebody else has it.
  init(_ path: String, of what: String) throws(StorageError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, PrivateFiles.fileMode)
    guard descriptor >= 0 else { throw StorageError(errno: errno, doing: "open a file") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let number = errno
      _ = close(descriptor)
      if number == EWOULDBLOCK { throw StorageError(.locked, "another server holds \(what)") }
      throw StorageError(errno: number, doing: "lock a file")
    }
  }

  deinit {
    _ = close(descriptor)
  }
}
