internal import CTestMessages
internal import Protobuf

typealias Everything = Dormouse__Test__Everything
typealias Nest = Dormouse__Test__Nest

/// The error of decoding, or nil when the bytes are a good message.
func decodingError<Message>(
  _ bytes: [UInt8], as initialize: Arena.Initializer<Message>, limits: DecodingLimits = .standard
) -> ProtobufError? {
  bytes.withUnsafeBytes { raw -> ProtobufError? in
    do throws(ProtobufError) {
      _ = try Unpacked(raw, as: initialize, limits: limits)
      return nil
    } catch {
      return error
    }
  }
}

/// Unpacks bytes and lends the message to `body`.
func withDecoded<Message, Result>(
  _ bytes: [UInt8], as initialize: Arena.Initializer<Message>,
  _ body: (UnsafePointer<Message>) throws -> Result
) throws -> Result {
  try bytes.withUnsafeBytes { raw in
    try Unpacked(raw, as: initialize).withMessage(body)
  }
}

/// The bytes as JSON.
func json<Message>(_ bytes: [UInt8], as initialize: Arena.Initializer<Message>) throws -> String {
  try withDecoded(bytes, as: initialize) { try json($0) }
}
