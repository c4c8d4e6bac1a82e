internal import CMessages
internal import Protobuf

/// Whether calls are taken (`grpc.health.v1`).
package struct HealthCheckResponse: DefaultedMessage {
  /// The state; nil when it is not known.
  package var status: ServingStatus?

  package init() {}
}

extension HealthCheckResponse: Mapped {
  static var initialize: Arena.Initializer<Grpc__Health__V1__HealthCheckResponse> {
    grpc__health__v1__health_check_response__init
  }
  mutating func map(_ c: inout Grpc__Health__V1__HealthCheckResponse, _ coder: inout WireCoder) {
    coder.code("status", &status, &c.status)
  }
}
