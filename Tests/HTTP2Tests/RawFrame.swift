/// Frames written by hand, as a peer that means no good would write them.
enum RawFrame {
  /// What a client sends first, with empty settings (RFC 9113, section 3.4).
  static let preface =
    Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + frame(type: 4, flags: 0, stream: 0)

  static let data: UInt8 = 0
  static let headers: UInt8 = 1
  static let priority: UInt8 = 2
  static let resetStream: UInt8 = 3
  static let settings: UInt8 = 4
  static let ping: UInt8 = 6
  static let windowUpdate: UInt8 = 8
  static let continuation: UInt8 = 9

  static let endStream: UInt8 = 1
  static let endHeaders: UInt8 = 4

  /// The static-table fields of a request: POST, http, path `/`, and an authority.
  static let requestFields: [UInt8] = [0x83, 0x86, 0x84, 0x41, 0x01, UInt8(ascii: "h")]

  /// A frame: length, type, flags, stream, payload (RFC 9113, section 4.1).
  static func frame(
    type: UInt8, flags: UInt8, stream: UInt32, _ payload: [UInt8] = []
  ) -> [UInt8] {
    let count = payload.count
    return [UInt8(count >> 16), UInt8(count >> 8 & 255), UInt8(count & 255), type, flags]
      + bigEndian(stream) + payload
  }

  /// A HEADERS frame that opens a request and leaves its body open.
  static func request(stream: UInt32) -> [UInt8] {
    frame(type: headers, flags: endHeaders, stream: stream, requestFields)
  }

  static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// A literal field that enters the dynamic table, with a value of so many bytes.
  static func indexedField(name: String, valueCount: Int) -> [UInt8] {
    [0x40, UInt8(name.utf8.count)] + Array(name.utf8) + hpackInteger(valueCount)
      + Array(repeating: UInt8(ascii: "v"), count: valueCount)
  }

  /// An integer with a prefix of seven bits (RFC 7541, section 5.1).
  private static func hpackInteger(_ value: Int) -> [UInt8] {
    if value < 127 { return [UInt8(value)] }
    var result: [UInt8] = [127]
    var rest = value - 127
    while rest >= 128 {
      result.append(UInt8(rest % 128 + 128))
      rest /= 128
    }
    return result + [UInt8(rest)]
  }
}
