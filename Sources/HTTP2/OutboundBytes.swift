/// Bytes that wait to be cut into DATA frames: appended at the end, taken from the front.
struct OutboundBytes {
  /// Above this many bytes already taken, the rest is moved to the front.
  private static let compactionBytes = 64 * 1024

  private var bytes: [UInt8] = []
  private var readIndex = 0

  /// How many bytes wait.
  var count: Int { bytes.count - readIndex }

  /// Appends a copy of both; the first bytes of a stream take memory but once.
  mutating func append(_ prefix: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer) {
    if bytes.capacity == 0 { bytes.reserveCapacity(prefix.count + new.count) }
    bytes.append(contentsOf: prefix)
    bytes.append(contentsOf: new)
  }

  /// Moves up to `limit` bytes to `destination` and says how many they were.
  mutating func take(into destination: UnsafeMutablePointer<UInt8>, limit: Int) -> Int {
    let taken = min(limit, count)
    bytes.withUnsafeBufferPointer { source in
      guard taken > 0, let start = source.baseAddress else { return }
      destination.update(from: start + readIndex, count: taken)
    }
    readIndex += taken
    if readIndex == bytes.count {
      removeAll()
    } else if readIndex > Self.compactionBytes, readIndex > bytes.count / 2 {
      bytes.removeFirst(readIndex)
      readIndex = 0
    }
    return taken
  }

  /// Forgets everything; a big buffer is given back.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: bytes.capacity <= Self.compactionBytes)
    readIndex = 0
  }
}
