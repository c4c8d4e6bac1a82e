internal import CTestMessages
internal import Protobuf

/// One of many requests.
struct StreamingInputRequest: InteropMessage {
  var payload: [UInt8]
  /// Whether this message is compressed.
  var expectCompressed: Bool?

  static var initialize: Arena.Initializer<Grpc__Testing__StreamingInputCallRequest> {
    grpc__testing__streaming_input_call_request__init
  }

  init(payload: [UInt8], expectCompressed: Bool? = nil) {
    self.payload = payload
    self.expectCompressed = expectCompressed
  }

  init(_ c: Grpc__Testing__StreamingInputCallRequest) {
    self.init(payload: [UInt8](c.payload), expectCompressed: Bool(c.expect_compressed))
  }

  func fill(_ c: inout Grpc__Testing__StreamingInputCallRequest, in arena: borrowing Arena) {
    c.payload = arena.payload(payload)
    c.expect_compressed = arena.flag(expectCompressed)
  }
}
