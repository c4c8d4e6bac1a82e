internal import CTestMessages
internal import Protobuf

/// Asks for many responses.
struct StreamingOutputRequest: InteropMessage {
  var responses: [ResponseParameters] = []
  var payload: [UInt8] = []
  var status: EchoStatus?

  static var initialize: Arena.Initializer<Grpc__Testing__StreamingOutputCallRequest> {
    grpc__testing__streaming_output_call_request__init
  }

  init(responses: [ResponseParameters] = [], payload: [UInt8] = [], status: EchoStatus? = nil) {
    self.responses = responses
    self.payload = payload
    self.status = status
  }

  init(_ c: Grpc__Testing__StreamingOutputCallRequest) {
    let list = UnsafeBufferPointer(start: c.response_parameters, count: c.n_response_parameters)
    self.init(
      responses: list.compactMap { $0.map { ResponseParameters($0.pointee) } },
      payload: [UInt8](c.payload), status: EchoStatus(c.response_status))
  }

  func fill(_ c: inout Grpc__Testing__StreamingOutputCallRequest, in arena: borrowing Arena) {
    var list: [UnsafeMutablePointer<Grpc__Testing__ResponseParameters>?] = []
    for response in responses {
      let parameters = arena.make(ResponseParameters.initialize)
      response.fill(&parameters.pointee, in: arena)
      list.append(parameters)
    }
    c.response_parameters = arena.array(list)
    c.n_response_parameters = list.count
    c.payload = arena.payload(payload)
    c.response_status = arena.status(status)
  }
}
