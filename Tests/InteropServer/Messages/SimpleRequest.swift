internal import CTestMessages
internal import Protobuf

/// Asks for one response.
struct SimpleRequest: InteropMessage {
  var responseSize: Int32 = 0
  var payload: [UInt8] = []
  /// Whether the response is to be compressed.
  var responseCompressed: Bool?
  /// Whether this message is compressed.
  var expectCompressed: Bool?
  var status: EchoStatus?

  static var initialize: Arena.Initializer<Grpc__Testing__SimpleRequest> {
    grpc__testing__simple_request__init
  }

  init() {}

  init(_ c: Grpc__Testing__SimpleRequest) {
    responseSize = c.response_size
    payload = [UInt8](c.payload)
    responseCompressed = Bool(c.response_compressed)
    expectCompressed = Bool(c.expect_compressed)
    status = EchoStatus(c.response_status)
  }

  func fill(_ c: inout Grpc__Testing__SimpleRequest, in arena: borrowing Arena) {
    c.response_size = responseSize
    c.payload = arena.payload(payload)
    c.response_compressed = arena.flag(responseCompressed)
    c.expect_compressed = arena.flag(expectCompressed)
    c.response_status = arena.status(status)
  }
}
