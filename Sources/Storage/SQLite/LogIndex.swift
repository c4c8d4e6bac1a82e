internal import Glibc

/// The file in which SQLite keeps an index of a database's log (`-shm`), which is made anew whenever the
/// first connection is opened.
enum LogIndex {
  /// The byte that whoever is connected holds a lock on (SQLite's file format, section 2.3; `os_unix.c`,
  /// `UNIX_SHM_DMS`).
  private static let connectedByte = 128

  /// Empties the index once nobody is connected any more; by then, emptying what is left of it would take
  /// half of the time of the next opening.
  ///
  /// It is what SQLite does itself when it is the first to connect, under the same lock: where another
  /// program is connected, the index stays.
  static func empty(of database: String) {
    let descriptor = open("\(database)-shm", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return }
    defer { _ = close(descriptor) }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = off_t(connectedByte)
    lock.l_len = 1
    guard fcntl(descriptor, F_SETLK, &lock) == 0 else { return }
    // What fails here costs time at the next opening, and nothing else.
    _ = ftruncate(descriptor, 0)
  }
}
