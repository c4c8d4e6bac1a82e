internal import Cleanup
internal import Messages
internal import NIOCore
internal import RPC

/// The service `grpc.health.v1.Health`; it takes no token.
struct HealthService: Sendable {
  private let health: ServerHealth
  private let services: Set<String>

  /// Health of the services with these names, and of the server as a whole (the empty name).
  init(_ health: ServerHealth, services: Set<String>) {
    self.health = health
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
      },
      .serverStream(Methods.Health.watch.path) { buffer, call in
        do {
          try await watch(buffer, Responses(call: call), from: call.context.peer.network)
        } catch let refusal as Refusal {
          throw refusal.status
        }
      },
    ]
  }

  private func check(_ request: HealthCheckRequest) throws(Refusal) -> HealthCheckResponse {
    guard services.contains(request.service) else {
      let known = services.filter { !$0.isEmpty }.sorted().joined(separator: ", ")
      throw Refusal(
        .serviceNotFound,
        "There is no service \"\(request.service)\" here: name one of \(known), or none for the whole"
          + " server.")
    }
    return .with { $0.status = health.isServing ? .serving : .notServing }
  }

  /// Tells the state until the caller goes or the server stops; an unknown name is no error, for
  /// the service may come with the next version of the server.
  private func watch(
    _ buffer: ByteBuffer, _ responses: Responses<HealthCheckResponse>, from network: PeerNetwork
  ) async throws {
    let request = try decodeMessage(HealthCheckRequest.self, buffer)
    guard let changes = health.watch(from: network) else {
      throw Refusal(
        .limitExceeded,
        "There are \(ServerHealth.maxWatchers) watchers of health already: try again later.")
    }
    var told: ServingStatus?
    for await isServing in changes {
      let status: ServingStatus =
        services.contains(request.service)
        ? isServing ? .serving : .notServing : .serviceUnknown
      guard status != told else { continue }
      told = status
      try await responses.send(.with { $0.status = status })
    }
    try Task.checkCancellation()
    if health.isServing {
      throw Status(.unavailable, "others need the place of this watch: watch again later")
    }
    throw Status(.unavailable, "the server is stopping: watch again")
  }
}
