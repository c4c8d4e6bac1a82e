package import Protobuf

/// A Swift value that travels as one protobuf message.
///
/// ```swift
/// let request = GetTenantRequest.with { $0.name = "acme" }
/// let bytes = request.encode()
/// let again = try GetTenantRequest.decode(bytes)
/// ```
package protocol WireMessage: Sendable {
  /// The message's full name, such as `dormouse.v1.Run`.
  static var fullName: String { get }

  /// Reads a message; the bytes are needed only during the call.
  ///
  /// - Throws: `malformed` or `tooLarge` for bytes that are no message, `invalid` with **every**
  ///   field that has no Swift value: an unknown enum number, a time outside the years 1 to 9999,
  ///   a message that must be set. Whether values make sense is for others to say.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, limits: DecodingLimits
  ) throws(MessageError) -> Self

  /// The encoded message.
  func encode() -> [UInt8]

  /// Lends the encoded message, to be copied to where it is wanted.
  func withEncoded(_ body: (UnsafeRawBufferPointer) -> Void)

  /// Lends the encoded form of each message, in order.
  static func withEncoded(
    each messages: [Self], _ body: (UnsafeRawBufferPointer) -> Void)

  /// The message as proto3 JSON on one line, defaults included.
  func json() throws(MessageError) -> String

  /// Encoded bytes as proto3 JSON, with whatever the bytes hold and this type does not.
  static func json(of bytes: UnsafeRawBufferPointer) throws(MessageError) -> String
}

extension WireMessage {
  /// Reads a message within the standard limits.
  package static func decode(_ bytes: UnsafeRawBufferPointer) throws(MessageError) -> Self {
    try decode(bytes, limits: .standard)
  }

  package static func withEncoded(
    each messages: [Self], _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    for message in messages { message.withEncoded(body) }
  }

  /// Reads a message from an array, within the standard limits.
  package static func decode(_ bytes: [UInt8]) throws(MessageError) -> Self {
    try withRaw(bytes) { (raw) throws(MessageError) in try decode(raw) }
  }

  /// Encoded bytes as proto3 JSON.
  package static func json(of bytes: [UInt8]) throws(MessageError) -> String {
    try withRaw(bytes) { (raw) throws(MessageError) in try json(of: raw) }
  }
}

/// `withUnsafeBytes` with a typed error.
private func withRaw<Result>(
  _ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(MessageError) -> Result
) throws(MessageError) -> Result {
  let result = bytes.withUnsafeBytes { raw -> Swift.Result<Result, MessageError> in
    do throws(MessageError) {
      return .success(try body(raw))
    } catch {
      return .failure(error)
    }
  }
  return try result.get()
}
