/// The beginning of a gzip member that never ends and inflates to 158 times its size.
enum Bomb {
  /// The first so many bytes of it.
  static func bytes(count: Int) -> [UInt8] {
    // RFC 1952, section 2.3: deflate, no flags, no time.
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    // RFC 1951, section 3.2.6: one block with fixed codes: a zero, and then over and over "the
    // last byte again, 258 times" in 13 bits.
    let again = [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0]
    let bits = [0, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0] + (0..<16).flatMap { _ in again }
    let packed = stride(from: 0, to: bits.count - 7, by: 8).map { start in
      (0..<8).reduce(UInt8(0)) { $0 | UInt8(bits[start + $1]) << $1 }
    }
    // Eight times 13 bits are 13 bytes, which come again and again.
    bytes += packed.prefix(2)
    let period = packed[2..<15]
    while bytes.count < count { bytes += period }
    return Array(bytes.prefix(count))
  }
}
