internal import CNGHTTP2

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What a field is to the request that it belongs to (RFC 9113, sections 8.2 and 8.3).
enum RequestField: Equatable {
  enum Method: Equatable { case connect, options, other }
  enum Path: Equatable { case regular, asterisk, other }

  /// Nothing that may stand in a request.
  case malformed
  case method(Method)
  case path(Path)
  case scheme(isHTTP: Bool)
  case authority
  case host
  case contentLength(Int64)
  /// Any other.
  case regular

  /// Tells what a field is. Which bytes it may have is left to nghttp2.
  init(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    guard nghttp2_check_header_name(name.bytes, name.count) != 0 else {
      self = .malformed
      return
    }
    let isPseudo = name.first == UInt8(ascii: ":")
    self = (isPseudo ? Self.pseudo(name, value) : Self.regular(name, value)) ?? .malformed
  }

  private static func pseudo(
    _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer
  ) -> RequestField? {
    guard !value.isEmpty else { return nil }
    if name.has(":path") { return path(value) }
    if name.has(":method") { return method(value) }
    if name.has(":scheme") { return scheme(value) }
    guard name.has(":authority"), nghttp2_check_authority(value.bytes, value.count) != 0 else {
      return nil
    }
    return .authority
  }

  private static func path(_ value: UnsafeRawBufferPointer) -> RequestField? {
    guard nghttp2_check_path(value.bytes, value.count) != 0 else { return nil }
    if value.first == UInt8(ascii: "/") { return .path(.regular) }
    return .path(value.has("*") ? .asterisk : .other)
  }

  private static func method(_ value: UnsafeRawBufferPointer) -> RequestField? {
    guard nghttp2_check_method(value.bytes, value.count) != 0 else { return nil }
    if value.has("CONNECT") { return .method(.connect) }
    return .method(value.has("OPTIONS") ? .options : .other)
  }

  /// RFC 3986, section 3.1.
  private static func scheme(_ value: UnsafeRawBufferPointer) -> RequestField? {
    guard let first = value.first, isLetter(first),
      value.allSatisfy({ isLetter($0) || isDigit($0) || isPlusMinusOrDot($0) })
    else { return nil }
    return .scheme(isHTTP: value.hasAnyCase("http") || value.hasAnyCase("https"))
  }

  private static func regular(
    _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer
  ) -> RequestField? {
    if name.has("host") {
      let isAuthority = nghttp2_check_authority(value.bytes, value.count) != 0
      return isAuthority && !value.isEmpty ? .host : nil
    }
    guard nghttp2_check_header_value_rfc9113(value.bytes, value.count) != 0 else { return nil }
    if name.has("content-length") { return contentLength(value).map { .contentLength($0) } }
    if name.has("te") { return value.hasAnyCase("trailers") ? .regular : nil }
    return isOfConnection(name) ? nil : .regular
  }

  /// RFC 9113, section 8.2.2.
  private static func isOfConnection(_ name: UnsafeRawBufferPointer) -> Bool {
    switch name.count {
    case 7: name.has("upgrade")
    case 10: name.has("connection") || name.has("keep-alive")
    case 16: name.has("proxy-connection")
    case 17: name.has("transfer-encoding")
    default: false
    }
  }

  private static func contentLength(_ value: UnsafeRawBufferPointer) -> Int64? {
    guard !value.isEmpty else { return nil }
    var length: Int64 = 0
    for byte in value {
      guard isDigit(byte) else { return nil }
      let (tens, isTooLarge) = length.multipliedReportingOverflow(by: 10)
      let (sum, isSumTooLarge) = tens.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
      guard !isTooLarge, !isSumTooLarge else { return nil }
      length = sum
    }
    return length
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isPlusMinusOrDot(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var bytes: UnsafePointer<UInt8>? {
    baseAddress?.assumingMemoryBound(to: UInt8.self)
  }

  fileprivate func has(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount, let start = baseAddress else { return false }
    return memcmp(start, text.utf8Start, count) == 0
  }

  /// The same, for a text of lower case.
  fileprivate func hasAnyCase(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount, let start = bytes else { return false }
    return strncasecmp(
      UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self),
      UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self), count) == 0
  }
}
