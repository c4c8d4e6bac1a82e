internal import HTTP2

extension Status {
  /// How many bytes of a message go over the wire; peers limit their header blocks.
  private static let maxMessageBytes = 2048
  /// How many bytes of details go over the wire; larger ones are left out.
  package static let maxDetailsBytes = 4096
  private static let hexDigits = Array("0123456789ABCDEF".utf8)

  /// Appends the status to a header block: trailers, or a response that is nothing else.
  func write(to block: inout HeaderBlock) {
    block.append(.grpcStatus, String(code.rawValue))
    if !message.isEmpty { block.append(.grpcMessage, Self.percentEncoded(message)) }
    if !details.isEmpty, details.count <= Self.maxDetailsBytes {
      Base64.encode(details).withUnsafeBytes { block.append(.grpcStatusDetails, $0) }
    }
  }

  /// The status in trailers, or `nil` when they have none.
  init?(trailers block: HeaderBlock) {
    guard let text = block.text(.grpcStatus) else { return nil }
    code = Int(text).flatMap(Code.init(rawValue:)) ?? .unknown
    message = block.withFirst(.grpcMessage) { Self.percentDecoded($0) } ?? ""
    details = block.withFirst(.grpcStatusDetails) { Base64.decode($0) ?? [] } ?? []
  }

  /// What an HTTP status stands for when the answer is not gRPC (gRPC's document "HTTP to gRPC
  /// Status Code Mapping").
  init(httpStatus: String) {
    let code: Code =
      switch httpStatus {
      case "400": .internalError
      case "401": .unauthenticated
      case "403": .permissionDenied
      case "404": .unimplemented
      case "429", "502", "503", "504": .unavailable
      default: .unknown
      }
    self.init(code, "the peer answered with HTTP status \(httpStatus) and no gRPC status")
  }

  /// What the end of a stream without trailers stands for (gRPC over HTTP/2, "Errors").
  init(streamError: ErrorCode) {
    switch streamError {
    case .refusedStream: self.init(.unavailable, "the peer refused the call")
    case .cancel: self.init(.cancelled, "the peer cancelled the call")
    case .enhanceYourCalm: self.init(.resourceExhausted, "the peer asks for fewer calls")
    case .inadequateSecurity: self.init(.permissionDenied, "the peer asks for better security")
    default: self.init(.internalError, "the stream ended with HTTP/2 error \(streamError)")
    }
  }

  /// The message with every byte outside of printable ASCII, and `%`, written as `%` and two
  /// digits.
  static func percentEncoded(_ message: String) -> String {
    var result: [UInt8] = []
    for character in message {
      let isFull = result.count + character.utf8.count * 3 > maxMessageBytes
      if isFull { break }
      for byte in character.utf8 {
        if (0x20...0x7E).contains(byte), byte != UInt8(ascii: "%") {
          result.append(byte)
        } else {
          result.append(UInt8(ascii: "%"))
          result.append(hexDigits[Int(byte >> 4)])
          result.append(hexDigits[Int(byte & 15)])
        }
      }
    }
    // HTTP takes no space at either end of a value.
    if result.last == UInt8(ascii: " ") { result.replaceLast(with: "%20") }
    if result.first == UInt8(ascii: " ") { result.replaceSubrange(0..<1, with: "%20".utf8) }
    return String(decoding: result, as: UTF8.self)
  }

  /// The message that was percent-encoded; what is not an encoding stays as it is.
  static func percentDecoded(_ bytes: UnsafeRawBufferPointer) -> String {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate mutating func replaceLast(with text: String) {
    replaceSubrange(count - 1..<count, with: text.utf8)
  }
}

extension UInt8 {
  /// What the byte stands for as a hexadecimal digit.
  fileprivate var hexValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
