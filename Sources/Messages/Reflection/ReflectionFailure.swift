internal import CMessages
internal import Protobuf

/// Why a question about the protos has no answer (`grpc.reflection.v1.ErrorResponse`).
package struct ReflectionFailure: DefaultedMessage {
  /// A gRPC status code.
  package var code = 0
  /// A sentence for a person.
  package var message = ""

  package init() {}
}

extension ReflectionFailure: Mapped {
  static var initialize: Arena.Initializer<Grpc__Reflection__V1__ErrorResponse> {
    grpc__reflection__v1__error_response__init
  }
  mutating func map(_ c: inout Grpc__Reflection__V1__ErrorResponse, _ coder: inout WireCoder) {
    coder.count(&code, &c.error_code)
    coder.text(&message, &c.error_message)
  }
}
