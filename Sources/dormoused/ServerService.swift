internal import RPC
internal import ServiceLifecycle

/// The RPC server as a part of the server's life: calls are drained before it ends.
struct ServerService: Service {
  let server: Server
  /// Says that the server listens. It is called once signals are watched for, so that whoever reads
  /// it can stop the server gracefully.
  let announce: @Sendable (Server) -> Void

  /// What is done before calls are drained.
  let prepareDrain: @Sendable () -> Void

  func run() async throws {
    announce(server)
    try? await gracefulShutdown()
    prepareDrain()
    await server.shutdown()
  }
}
