#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Bytes that grow at the end and can be forgotten without giving their memory back.
///
/// An array that is appended to would do the same; this one copies with a single `memcpy`, which is
/// what a header field or a small message is worth.
package struct GrowingBytes: Sendable {
  /// Memory of which the first `count` bytes mean something.
  var memory: [UInt8] = []
  /// How many bytes there are.
  private(set) var count = 0

  /// No bytes.
  init() {}

  /// No bytes, and room for some.
  init(reserving byteCount: Int) {
    reserve(byteCount)
  }

  /// How many bytes of memory are held.
  var capacity: Int { memory.count }

  /// Appends a copy.
  mutating func append(_ new: UnsafeRawBufferPointer) {
    guard let address = new.baseAddress else { return }
    append(byteCount: new.count) { $0.copyMemory(from: address, byteCount: new.count) }
  }

  /// Appends so many bytes, which `fill` writes, every one of them.
  mutating func append(byteCount: Int, _ fill: (UnsafeMutableRawPointer) -> Void) {
    reserve(byteCount)
    memory.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      fill(start + count)
    }
    count += byteCount
  }

  /// Makes room for so many bytes more.
  mutating func reserve(_ byteCount: Int) {
    let needed = count + byteCount
    guard needed > memory.count else { return }
    memory = Self.copy(of: memory, keeping: count, capacity: max(needed, 2 * memory.count))
  }

  /// Memory that begins with the first `count` bytes of other memory; what follows them is zero.
  private static func copy(of memory: [UInt8], keeping count: Int, capacity: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initializedCount in
      guard let start = buffer.baseAddress.map({ UnsafeMutableRawPointer($0) }) else { return }
      memory.withUnsafeBytes { bytes in
        if let old = bytes.baseAddress { start.copyMemory(from: old, byteCount: count) }
      }
      memset(start + count, 0, capacity - count)
      initializedCount = capacity
    }
  }

  /// Forgets the first bytes and moves the rest to the front.
  mutating func removeFirst(_ byteCount: Int) {
    let rest = count - byteCount
    memory.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress, rest > 0 else { return }
      start.copyMemory(from: start + byteCount, byteCount: rest)
    }
    count = rest
  }

  /// Forgets all bytes, and gives the memory back when it is more than this.
  mutating func removeAll(keepingAtMost byteCount: Int) {
    count = 0
    if memory.count > byteCount { memory = [] }
  }

  /// Lends the bytes.
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    memory.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }
}

extension GrowingBytes: Hashable {
  /// Whether both have the same bytes, whatever memory they hold.
  package static func == (one: GrowingBytes, other: GrowingBytes) -> Bool {
    one.memory.prefix(one.count) == other.memory.prefix(other.count)
  }

  /// Feeds the bytes to a hasher.
  package func hash(into hasher: inout Hasher) {
    withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
