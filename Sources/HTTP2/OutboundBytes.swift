/// Bytes that wait to be cut into DATA frames: appended at the end, taken from the front.
struct OutboundBytes {
  /// Above this many bytes already taken, the rest is moved to the front; so much memory is kept when all
  /// are taken.
  private static let compactionBytes = 64 * 1024

  private var bytes = GrowingBytes()
  private var readIndex = 0

  /// How many bytes of memory are held.
  var capacity: Int { bytes.capacity }
  /// How many bytes wait.
  var count: Int { bytes.count - readIndex }

  /// Appends a copy.
  mutating func append(_ new: UnsafeRawBufferPointer) {
    bytes.append(new)
  }

  /// Appends what stands before a message, and the message, which `fill` writes.
  mutating func append(
    _ prefix: UnsafeRawBufferPointer, byteCount: Int, _ fill: (UnsafeMutableRawPointer) -> Void
  ) {
    bytes.reserve(prefix.count + byteCount)
    bytes.append(prefix)
    bytes.append(byteCount: byteCount, fill)
  }

  /// Moves up to `limit` bytes to `destination` and says how many they were.
  mutating func take(into destination: UnsafeMutablePointer<UInt8>, limit: Int) -> Int {
    let taken = min(limit, count)
    bytes.withUnsafeBytes { source in
      guard taken > 0, let start = source.baseAddress else { return }
      UnsafeMutableRawPointer(destination).copyMemory(from: start + readIndex, byteCount: taken)
    }
    readIndex += taken
    if readIndex == bytes.count {
      removeAll(keepingAtMost: Self.compactionBytes)
    } else if readIndex > Self.compactionBytes, readIndex > bytes.count / 2 {
      bytes.removeFirst(readIndex)
      readIndex = 0
    }
    return taken
  }

  /// Forgets everything; memory beyond so many bytes is given back.
  mutating func removeAll(keepingAtMost byteCount: Int) {
    bytes.removeAll(keepingAtMost: byteCount)
    readIndex = 0
  }
}
