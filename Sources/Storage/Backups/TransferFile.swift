internal import Glibc

/// The database file of a backup, on its way out or in. It is gone from the disk when nobody holds it,
/// unless it was moved to where it belongs.
package final class TransferFile: Sendable {
  let path: String
  private let descriptor: Int32  // owned

  /// Makes an empty file that nobody else can read.
  init(_ path: String) throws(StorageError) {
    self.path = path
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    descriptor = open(path, flags, PrivateFiles.fileMode)
    guard descriptor >= 0 else { throw StorageError(errno: errno, doing: "make a file") }
  }

  deinit {
    _ = close(descriptor)
    // After it was moved, there is nothing here.
    for suffix in ["", "-journal", "-wal", "-shm"] { _ = unlink(path + suffix) }
  }

  /// Bytes of the file.
  package var byteCount: Int64 {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
  }

  /// Bytes from a place on: as many as asked for, fewer only at the end.
  package func read(at offset: Int64, count: Int) async throws(StorageError) -> [UInt8] {
    try await FileWork.run { () throws(StorageError) in
      var bytes = [UInt8](repeating: 0, count: count)
      var filled = 0
      while filled < count {
        let got = bytes.withUnsafeMutableBytes {
          pread(
            self.descriptor, $0.baseAddress?.advanced(by: filled), count - filled,
            off_t(offset) + filled)
        }
        if got < 0, errno == EINTR { continue }
        guard got >= 0 else { throw StorageError(errno: errno, doing: "read a file") }
        if got == 0 { break }
        filled += got
      }
      return Array(bytes.prefix(filled))
    }
  }

  /// Writes bytes behind those that are there.
  package func append(_ bytes: [UInt8]) async throws(StorageError) {
    try await FileWork.run { () throws(StorageError) in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(self.descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw StorageError(errno: errno, doing: "write a file") }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// Returns once what was written would survive the loss of power.
  func sync() throws(StorageError) {
    guard fsync(descriptor) == 0 else {
      throw StorageError(errno: errno, doing: "sync a file")
    }
  }

  /// Moves the file to where it belongs.
  func move(to target: String) throws(StorageError) {
    guard rename(path, target) == 0 else {
      throw StorageError(errno: errno, doing: "rename a file")
    }
  }
}
