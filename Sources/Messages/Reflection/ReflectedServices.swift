internal import CMessages
internal import Protobuf

/// The services of a server (`grpc.reflection.v1.ListServiceResponse`).
package struct ReflectedServices: DefaultedMessage {
  /// Every service, by name.
  package var services: [ReflectedService] = []

  package init() {}
}

extension ReflectedServices: Mapped {
  static var initialize: Arena.Initializer<Grpc__Reflection__V1__ListServiceResponse> {
    grpc__reflection__v1__list_service_response__init
  }
  mutating func map(
    _ c: inout Grpc__Reflection__V1__ListServiceResponse, _ coder: inout WireCoder
  ) {
    coder.list("service", &services, &c.service, &c.n_service)
  }
}
