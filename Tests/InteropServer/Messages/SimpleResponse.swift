internal import CTestMessages
internal import Protobuf

/// The one response.
struct SimpleResponse: InteropMessage {
  var payload: [UInt8]

  static var initialize: Arena.Initializer<Grpc__Testing__SimpleResponse> {
    grpc__testing__simple_response__init
  }

  init(payload: [UInt8]) {
    self.payload = payload
  }

  init(_ c: Grpc__Testing__SimpleResponse) {
    payload = [UInt8](c.payload)
  }

  func fill(_ c: inout Grpc__Testing__SimpleResponse, in arena: borrowing Arena) {
    c.payload = arena.payload(payload)
  }
}
