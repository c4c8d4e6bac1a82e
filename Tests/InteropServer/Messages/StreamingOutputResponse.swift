internal import CTestMessages
internal import Protobuf

/// One of many responses.
struct StreamingOutputResponse: InteropMessage {
  var payload: [UInt8]

  static var initialize: Arena.Initializer<Grpc__Testing__StreamingOutputCallResponse> {
    grpc__testing__streaming_output_call_response__init
  }

  init(payload: [UInt8]) {
    self.payload = payload
  }

  init(_ c: Grpc__Testing__StreamingOutputCallResponse) {
    payload = [UInt8](c.payload)
  }

  func fill(_ c: inout Grpc__Testing__StreamingOutputCallResponse, in arena: borrowing Arena) {
    c.payload = arena.payload(payload)
  }
}
