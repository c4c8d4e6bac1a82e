/// Ids that Active Directory gives as bytes.
enum BinaryID {
  /// An `objectGUID` in its usual form, such as `3f2504e0-4f89-11d3-9a0c-0305e82c3301`: the first three
  /// parts have their last byte first. Nil for what is none.
  static func guid(_ bytes: [UInt8]) -> String? {
    guard bytes.count == 16 else { return nil }
    let parts = [[3, 2, 1, 0], [5, 4], [7, 6], [8, 9], [10, 11, 12, 13, 14, 15]]
    return parts.map { $0.map { hexadecimal(bytes[$0]) }.joined() }.joined(separator: "-")
  }

  /// The last part of an `objectSid`, which names somebody within the domain. Nil for what is none.
  static func relativeID(ofSID bytes: [UInt8]) -> UInt32? {
    guard bytes.count >= 12, bytes[0] == 1, bytes.count == 8 + 4 * Int(bytes[1]) else { return nil }
    return bytes.suffix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }
}
