/// Appends JSON tokens; knows how to quote, but not where commas go.
struct JSONOutput {
  private var utf8: [UInt8] = []

  var text: String { String(decoding: utf8, as: UTF8.self) }

  /// Appends text that is JSON already.
  mutating func raw(_ text: String) {
    utf8.append(contentsOf: text.utf8)
  }

  /// Appends `text` quoted, with control characters escaped.
  mutating func string(_ text: String) {
    utf8.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      // A terminal may take them for the beginning of a command, as it does those below 0x20.
      if (0x80...0x9F).contains(scalar.value) {
        raw("\\u00" + String(scalar.value, radix: 16))
      } else {
        for byte in UTF8.encode(scalar) ?? .init() { quote(byte) }
      }
    }
    utf8.append(UInt8(ascii: "\""))
  }

  /// Appends the name of a member and its colon.
  mutating func name(_ name: String) {
    string(name)
    raw(":")
  }

  /// Appends base64 with padding, quoted.
  mutating func base64(_ bytes: UnsafeRawBufferPointer) {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    raw("\"")
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for index in 0..<4 {
        let digit = digits[bits >> (18 - 6 * index) & 63]
        utf8.append(index <= group.count ? digit : UInt8(ascii: "="))
      }
    }
    raw("\"")
  }

  /// Appends a number that may have no JSON form of its own.
  mutating func number(_ value: some BinaryFloatingPoint & CustomStringConvertible) {
    if value.isNaN {
      raw("\"NaN\"")
    } else if value.isInfinite {
      raw(value < 0 ? "\"-Infinity\"" : "\"Infinity\"")
    } else {
      let shortest = value.description
      raw(shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest)
    }
  }

  private mutating func quote(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    case 0x08: raw("\\b")
    case 0x09: raw("\\t")
    case 0x0A: raw("\\n")
    case 0x0C: raw("\\f")
    case 0x0D: raw("\\r")
    case 0..<0x20, 0x7F: raw("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
    default: utf8.append(byte)
    }
  }
}
