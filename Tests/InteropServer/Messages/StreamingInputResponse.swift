internal import CTestMessages
internal import Protobuf

/// The one response to many requests.
struct StreamingInputResponse: InteropMessage {
  /// The size of all payloads together. Unit: bytes.
  var totalSize: Int32

  static var initialize: Arena.Initializer<Grpc__Testing__StreamingInputCallResponse> {
    grpc__testing__streaming_input_call_response__init
  }

  init(totalSize: Int32) {
    self.totalSize = totalSize
  }

  init(_ c: Grpc__Testing__StreamingInputCallResponse) {
    totalSize = c.aggregated_payload_size
  }

  func fill(_ c: inout Grpc__Testing__StreamingInputCallResponse, in arena: borrowing Arena) {
    c.aggregated_payload_size = totalSize
  }
}
