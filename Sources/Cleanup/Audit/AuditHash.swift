/// SHA-256 of an event of the audit and of all events before it.
package struct AuditHash: Hashable, Sendable {
  /// Bytes of a hash.
  package static let length = 32

  // Four words take no memory of their own, whereas an array of bytes would for every event.
  @usableFromInline var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// What stands before the first event: 32 bytes of 0.
  package static let beginning = AuditHash()

  private init() {}

  /// A hash of its bytes; nil unless there are 32.
  ///
  /// Of raw bytes, because every event makes one: a generic collection would be read byte by byte.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.length else { return nil }
    withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes) }
  }

  /// A hash of its bytes; nil unless there are 32.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
  }

  /// A hash of its text; nil unless there are 64 hexadecimal digits.
  package init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 2 * Self.length else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(bytes)
  }

  /// 64 hexadecimal digits in lower case.
  package var hexadecimal: String {
    withUnsafeBytes { bytes in
      let digits = Array("0123456789abcdef".utf8)
      let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
      return String(decoding: text, as: UTF8.self)
    }
  }

  /// Lends the bytes.
  @inlinable
  package func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    Swift.withUnsafeBytes(of: words, body)
  }

  /// Whether both are the same 32 bytes.
  package static func == (left: AuditHash, right: AuditHash) -> Bool {
    left.words == right.words
  }

  /// Feeds the bytes to a hasher of Swift's collections.
  package func hash(into hasher: inout Hasher) {
    withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
