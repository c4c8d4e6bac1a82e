/// Frames as a peer writes them, whole or in a short form that is easier to change.
enum RawFrames {
  static let clientPreface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
  /// How many bytes stand before each frame's payload (RFC 9113, section 4.1).
  static let headerBytes = 9
  static let emptySettings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]

  /// Frames from their short form: type, flags, stream, length, all of one byte, and a payload.
  ///
  /// A changed byte then is a changed field, and the frames that follow stay frames.
  static func expanded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while rest.count >= 4 {
      let head = Array(rest.prefix(4))
      let payload = rest.dropFirst(4).prefix(Int(head[3]))
      result += [0, 0, UInt8(payload.count), head[0], head[1], 0, 0, 0, head[2]]
      result += payload
      rest = rest.dropFirst(4 + payload.count)
    }
    return result
  }

  /// The short form of whole frames; longer payloads and higher streams are left out.
  static func shortened(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while rest.count >= headerBytes {
      let head = Array(rest.prefix(headerBytes))
      let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
      let payload = rest.dropFirst(headerBytes).prefix(length)
      if length < 256, head[5...7].allSatisfy({ $0 == 0 }) {
        result += [head[3], head[4], head[8], UInt8(length)] + payload
      }
      rest = rest.dropFirst(headerBytes + payload.count)
    }
    return result
  }
}
