/// Base64 as gRPC uses it for `-bin` metadata: written without padding, read with or without.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// What a byte stands for in the alphabet, or 255.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  /// Encodes bytes without padding.
  static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count * 4 + 2) / 3)
    var bits: UInt32 = 0
    var bitCount = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      bitCount += 8
      while bitCount >= 6 {
        bitCount -= 6
        result.append(alphabet[Int(bits >> UInt32(bitCount) & 63)])
      }
    }
    if bitCount > 0 { result.append(alphabet[Int(bits << UInt32(6 - bitCount) & 63)]) }
    return result
  }

  /// Decodes bytes with or without padding; `nil` when a letter or the length is not base64.
  static func decode(_ text: some BidirectionalCollection<UInt8>) -> [UInt8]? {
    var letters = text.dropLast(0)
    var padding = 0
    while padding < 2, letters.last == UInt8(ascii: "=") {
      letters = letters.dropLast()
      padding += 1
    }
    if letters.count % 4 == 1 { return nil }
    if padding > 0, (letters.count + padding) % 4 != 0 { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(letters.count * 3 / 4)
    var bits: UInt32 = 0
    var bitCount = 0
    for letter in letters {
      let value = values[Int(letter)]
      if value == 255 { return nil }
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
      }
    }
    return result
  }
}
