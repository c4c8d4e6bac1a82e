internal import Cleanup
internal import Messages
internal import RPC

/// The service `grpc.health.v1.Health`; it takes no token.
struct HealthService: Sendable {
  private let services: Set<String>

  /// Health of the services with these names, and of the server as a whole (the empty name).
  init(services: Set<String>) {
    self.services = services.union([""])
  }

  /// Its methods for the server.
  func methods() -> [RPC.Method] {
    [
      .unary(Methods.Health.check.path) { buffer, _ in
        do throws(Refusal) {
          return encodeMessage(try check(decodeMessage(HealthCheckRequest.self, buffer)))
        } catch {
          throw error.status
        }
      }
    ]
  }

  private func check(_ request: HealthCheckRequest) throws(Refusal) -> HealthCheckResponse {
    guard services.contains(request.service) else {
      throw Refusal(.serviceNotFound, "There is no service \"\(request.service)\" here.")
    }
    return .with { $0.status = .serving }
  }
}
