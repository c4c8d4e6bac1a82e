/// Frames written by hand, as a peer that means no good would write them.
package enum RawFrame {
  /// What a client sends first, with empty settings (RFC 9113, section 3.4).
  package static let preface = magic + frame(type: settings, flags: 0, stream: 0)

  /// The fixed bytes that every client begins with.
  package static let magic = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  /// The type DATA.
  package static let data: UInt8 = 0
  /// The type HEADERS.
  package static let headers: UInt8 = 1
  /// The type PRIORITY.
  package static let priority: UInt8 = 2
  /// The type RST_STREAM.
  package static let resetStream: UInt8 = 3
  /// The type SETTINGS.
  package static let settings: UInt8 = 4
  /// The type PING.
  package static let ping: UInt8 = 6
  /// The type GOAWAY.
  package static let goAway: UInt8 = 7
  /// The type WINDOW_UPDATE.
  package static let windowUpdate: UInt8 = 8
  /// The type CONTINUATION.
  package static let continuation: UInt8 = 9
  /// A type that no document defines.
  package static let unknown: UInt8 = 0xBD

  /// The flag END_STREAM.
  package static let endStream: UInt8 = 1
  /// The flag END_HEADERS.
  package static let endHeaders: UInt8 = 4
  /// The flag PADDED.
  package static let padded: UInt8 = 8

  /// How many bytes stand before a frame's payload.
  package static let headBytes = 9

  /// The static-table fields of a request: POST, http, path `/`, and an authority.
  package static let requestFields: [UInt8] = [0x83, 0x86, 0x84, 0x41, 0x01, UInt8(ascii: "h")]

  /// A frame: length, type, flags, stream, payload (RFC 9113, section 4.1).
  package static func frame(
    type: UInt8, flags: UInt8, stream: UInt32, _ payload: [UInt8] = []
  ) -> [UInt8] {
    let count = payload.count
    return [UInt8(count >> 16), UInt8(count >> 8 & 255), UInt8(count & 255), type, flags]
      + bigEndian(stream) + payload
  }

  /// A HEADERS frame that opens a request and leaves its body open.
  package static func request(stream: UInt32) -> [UInt8] {
    frame(type: headers, flags: endHeaders, stream: stream, requestFields)
  }

  /// The client's stream with a number, counted from 0.
  package static func stream(_ number: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: number * 2 + 1) & 0x7FFF_FFFF
  }

  /// A number as four bytes.
  package static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// A literal field that enters the dynamic table, with a value of so many bytes.
  package static func indexedField(name: String, valueCount: Int) -> [UInt8] {
    [0x40] + text(name) + hpackInteger(valueCount)
      + Array(repeating: UInt8(ascii: "v"), count: valueCount)
  }

  /// A literal field that leaves the dynamic table alone.
  package static func literalField(_ name: String, _ value: String) -> [UInt8] {
    [0x00] + text(name) + text(value)
  }

  private static func text(_ text: String) -> [UInt8] {
    hpackInteger(text.utf8.count) + Array(text.utf8)
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
