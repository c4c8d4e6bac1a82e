/// Writes values as JSON (RFC 8259), keeping on one line whatever they hold.
enum JSONText {
  static func append(_ value: ExportValue, to bytes: inout [UInt8]) {
    switch value {
    case .empty: bytes += "null".utf8
    case .text(let text): append(text, to: &bytes)
    case .number(let number): bytes += String(number).utf8
    case .flag(let flag): bytes += (flag ? "true" : "false").utf8
    case .list(let names):
      bytes.append(UInt8(ascii: "["))
      for (index, name) in names.enumerated() {
        if index > 0 { bytes.append(ASCII.comma) }
        append(name, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    }
  }

  /// Appends a string in quotation marks.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(ASCII.quote)
    var text = text
    text.withUTF8 { utf8 in
      if utf8.contains(where: isEscaped) {
        appendEscaped(utf8, to: &bytes)
      } else {
        bytes.append(contentsOf: utf8)
      }
    }
    bytes.append(ASCII.quote)
  }

  /// Appends text in which something may have to be escaped.
  private static func appendEscaped(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      // U+0080 to U+009F are two bytes, and steer terminals as those below 0x20 do.
      if byte == leadOfC1, index + 1 < utf8.count, utf8[index + 1] < 0xA0 {
        bytes += "\\u00".utf8
        bytes += [hexDigit(utf8[index + 1] >> 4), hexDigit(utf8[index + 1] & 15)]
        index += 2
      } else {
        append(byte, to: &bytes)
        index += 1
      }
    }
  }

  /// The first byte of U+0080 to U+00BF.
  private static let leadOfC1: UInt8 = 0xC2

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == ASCII.quote || byte == ASCII.backslash
      || byte == leadOfC1
  }

  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case ASCII.quote, ASCII.backslash:
      bytes += [ASCII.backslash, byte]
    case 0..<0x20, 0x7F:
      bytes += "\\u00".utf8
      bytes += [hexDigit(byte >> 4), hexDigit(byte & 15)]
    default:
      bytes.append(byte)
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
