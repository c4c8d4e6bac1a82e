internal import Foundation

/// A new file that only its owner may read.
struct PrivateFile: ~Copyable {
  private let path: String
  private let descriptor: Int32  // owned

  /// Creates the file with mode 0600; fails where there is one already.
  init(creating path: String) throws(CommandError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CommandError(
        .usage, "The file \(path) cannot be created: \(String(cString: strerror(errno))).")
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Writes the bytes and sees them safely stored.
  func write(_ data: Data) throws(CommandError) {
    guard Console.write(Array(data), to: descriptor), fsync(descriptor) == 0 else {
      throw CommandError(.failed, "The file \(path) cannot be written.")
    }
  }

  /// Takes the file away again.
  consuming func remove() {
    unlink(path)
  }
}
