internal import Messages
internal import NIOCore

/// A message of the server: its value, and its bytes for exact printing.
struct Answer<Response: WireMessage>: Sendable {
  /// The decoded message.
  let value: Response
  private let bytes: ByteBuffer

  /// Decodes a message.
  init(_ bytes: ByteBuffer) throws(MessageError) {
    self.bytes = bytes
    value = try Self.withRaw(bytes) { (raw) throws(MessageError) in try Response.decode(raw) }
  }

  /// proto3 JSON of the bytes as they came, with fields that this program does not know.
  func json() throws(MessageError) -> String {
    try Self.withRaw(bytes) { (raw) throws(MessageError) in try Response.json(of: raw) }
  }

  /// Carries a typed error through NIO's closure, which knows only untyped ones.
  private static func withRaw<Value>(
    _ bytes: ByteBuffer, _ body: (UnsafeRawBufferPointer) throws(MessageError) -> Value
  ) throws(MessageError) -> Value {
    let result = bytes.withUnsafeReadableBytes { raw -> Result<Value, MessageError> in
      do throws(MessageError) {
        return .success(try body(raw))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
