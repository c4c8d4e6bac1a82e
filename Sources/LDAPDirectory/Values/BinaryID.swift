/// Ids that Active Directory gives as bytes.
enum BinaryID {
  /// An `objectGUID` in its usual form, such as `3f2504e0-4f89-11d3-9a0c-0305e82c3301`: the first three
  /// parts have their last byte first. Nil for what is none.
  static func guid(_ bytes: [UInt8]) -> String? {
    guard bytes.count == 16 else { return nil }
    return guidParts.map { $0.map { hexadecimal(bytes[$0]) }.joined() }.joined(separator: "-")
  }

  /// The bytes of an `objectGUID` in its usual form; nil for what is none.
  static func bytes(ofGUID text: String) -> [UInt8]? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == guidParts.map({ $0.count * 2 }) else { return nil }
    let digits = Array(parts.joined().utf8)
    var bytes = [UInt8](repeating: 0, count: 16)
    for (index, place) in guidParts.joined().enumerated() {
      let pair = String(decoding: digits[(2 * index)...(2 * index + 1)], as: UTF8.self)
      guard pair.first != "+", let byte = UInt8(pair, radix: 16) else { return nil }
      bytes[place] = byte
    }
    return bytes
  }

  /// Where the bytes of a GUID come from, part by part.
  private static let guidParts = [
    [3, 2, 1, 0], [5, 4], [7, 6], [8, 9], [10, 11, 12, 13, 14, 15],
  ]

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
