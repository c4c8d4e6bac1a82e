internal import CMessages
internal import Protobuf

/// Asks whether calls are taken (`grpc.health.v1`).
package struct HealthCheckRequest: DefaultedMessage {
  /// Full name of a service; empty means the whole server.
  package var service = ""

  package init() {}
}

extension HealthCheckRequest: Mapped {
  static var initialize: Arena.Initializer<Grpc__Health__V1__HealthCheckRequest> {
    grpc__health__v1__health_check_request__init
  }
  mutating func map(_ c: inout Grpc__Health__V1__HealthCheckRequest, _ coder: inout WireCoder) {
    coder.text(&service, &c.service)
  }
}
