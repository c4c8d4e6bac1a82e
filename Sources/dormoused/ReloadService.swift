internal import RPC
internal import ServiceLifecycle
internal import UnixSignals

/// Reads the certificates again at SIGHUP.
struct ReloadService: Service {
  let server: Server

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      await server.reloadCertificates()
    }
  }
}
