internal import Glibc

/// A file that is being written, closed when it goes out of scope.
struct LogDescriptor: ~Copyable {
  private let descriptor: Int32  // owned

  /// Makes a file that only its owner can read, or empties it; nil when that cannot be done.
  init?(creating path: String) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor < 0 { return nil }
  }

  deinit {
    // Whoever needs the bytes has synchronized them before.
    _ = close(descriptor)
  }

  /// Writes behind what was written before; false when the system does not take it all.
  borrowing func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while let address = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
        let count = Glibc.write(descriptor, address, rest.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  /// Writes over what stands at an offset; false when the system does not take it all.
  borrowing func write(_ bytes: [UInt8], at offset: Int) -> Bool {
    bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, offset) } == bytes.count
  }

  /// Returns true once the bytes would survive the loss of power.
  borrowing func synchronize() -> Bool {
    fsync(descriptor) == 0
  }
}
