internal import CMessages
internal import Protobuf

/// One service of a server (`grpc.reflection.v1.ServiceResponse`).
package struct ReflectedService: DefaultedMessage {
  /// Full name, such as `dormouse.v1.Cleanup`.
  package var name = ""

  package init() {}
}

extension ReflectedService: Mapped {
  static var initialize: Arena.Initializer<Grpc__Reflection__V1__ServiceResponse> {
    grpc__reflection__v1__service_response__init
  }
  mutating func map(_ c: inout Grpc__Reflection__V1__ServiceResponse, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
  }
}
