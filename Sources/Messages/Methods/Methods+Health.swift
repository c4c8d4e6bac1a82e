extension Methods {
  /// The service `grpc.health.v1.Health`.
  package enum Health {
    static let service = "grpc.health.v1.Health"

    /// The state now.
    package static let check = Method<HealthCheckRequest, HealthCheckResponse>(
      service, "Check", .unary, .safely)
    /// The state now, and again each time it changes, until the call ends.
    package static let watch = Method<HealthCheckRequest, HealthCheckResponse>(
      service, "Watch", .serverStreaming, .safely)
  }
}
