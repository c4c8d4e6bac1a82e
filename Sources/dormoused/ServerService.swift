internal import RPC
internal import ServiceLifecycle

/// The RPC server as a part of the server's life: calls are drained before it ends.
struct ServerService: Service {
  let server: Server

  func run() async throws {
    try? await gracefulShutdown()
    await server.shutdown()
  }
}
