/// Writes an encoded message from its end to its start, straight into memory.
///
/// So the length of what is nested is known when it has to be written, and nothing is gone through
/// twice. Whoever writes gives the fields in descending order of their numbers; a field at its default
/// is left out, as proto3 has it.
package struct WireWriter: ~Copyable {
  /// Room that is there from the start; most messages fit into it, and glibc keeps it at hand.
  private static let firstBytes = 1000
  /// The most bytes of a varint of 64 bits.
  private static let longestVarint = 10
  /// The most bytes of a tag and a length before what is nested.
  private static let longestPrefix = 2 * longestVarint

  private var memory: UnsafeMutablePointer<UInt8>  // owned
  private var capacity: Int
  /// Where the message starts so far.
  private var start: Int

  /// A writer of an empty message.
  package init() {
    capacity = Self.firstBytes
    memory = .allocate(capacity: capacity)
    start = capacity
  }

  deinit {
    memory.deallocate()
  }

  /// How many bytes have been written.
  package var byteCount: Int { capacity - start }

  /// Forgets what has been written, and keeps its memory for the next message.
  package mutating func clear() {
    start = capacity
  }

  /// Lends what has been written.
  package func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    body(UnsafeRawBufferPointer(start: memory + start, count: byteCount))
  }

  /// Text; left out when it is empty.
  package mutating func text(_ field: UInt32, _ value: String) {
    if !value.isEmpty { element(field, value) }
  }

  /// Texts, each of which is written even when it is empty; in order.
  package mutating func texts(_ field: UInt32, _ values: [String]) {
    for value in values.reversed() { element(field, value) }
  }

  /// A Boolean; left out when it is false.
  package mutating func flag(_ field: UInt32, _ value: Bool) {
    number(field, value ? 1 : 0)
  }

  /// A number or an enum's number; left out when it is zero.
  package mutating func number(_ field: UInt32, _ value: Int64) {
    guard value != 0 else { return }
    reserve(Self.longestPrefix)
    varint(UInt64(bitPattern: value))
    tag(field, .varint)
  }

  /// Puts tag and length before a nested message that has just been written, even when it is empty.
  ///
  /// - Parameter before: `byteCount` as it was before the nested message.
  package mutating func endMessage(_ field: UInt32, from before: Int) {
    reserve(Self.longestPrefix)
    varint(UInt64(byteCount - before))
    tag(field, .lengthPrefixed)
  }

  private mutating func element(_ field: UInt32, _ value: String) {
    // Nearly every text lies in one piece, and is read without holding it.
    if value.utf8.withContiguousStorageIfAvailable({ element(field, $0) }) != nil { return }
    var value = value
    value.withUTF8 { element(field, $0) }
  }

  private mutating func element(_ field: UInt32, _ utf8: UnsafeBufferPointer<UInt8>) {
    reserve(utf8.count + Self.longestPrefix)
    start -= utf8.count
    if let address = utf8.baseAddress {
      (memory + start).update(from: address, count: utf8.count)
    }
    varint(UInt64(utf8.count))
    tag(field, .lengthPrefixed)
  }

  private mutating func tag(_ field: UInt32, _ type: WireType) {
    varint(UInt64(field) << 3 | UInt64(type.rawValue))
  }

  /// Writes a varint, for which there is room.
  private mutating func varint(_ value: UInt64) {
    if value < 0x80 {
      start -= 1
      memory[start] = UInt8(truncatingIfNeeded: value)
      return
    }
    let count = (64 - value.leadingZeroBitCount + 6) / 7
    start -= count
    var rest = value
    for index in start..<start + count - 1 {
      memory[index] = UInt8(truncatingIfNeeded: rest) | 0x80
      rest >>= 7
    }
    memory[start + count - 1] = UInt8(truncatingIfNeeded: rest)
  }

  /// Makes sure that there is room for so many bytes before the message.
  private mutating func reserve(_ count: Int) {
    if start < count { grow(for: count) }
  }

  private mutating func grow(for count: Int) {
    let written = byteCount
    let newCapacity = max(capacity * 2, written + count)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
    (larger + newCapacity - written).update(from: memory + start, count: written)
    memory.deallocate()
    memory = larger
    capacity = newCapacity
    start = newCapacity - written
  }
}
