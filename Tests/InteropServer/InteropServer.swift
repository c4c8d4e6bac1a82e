internal import ArgumentParser
internal import Foundation
internal import RPC

/// A server of `grpc.testing.TestService`, for gRPC clients of any origin to be tried against.
@main
struct InteropServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "InteropServer",
    abstract: "Serves grpc.testing.TestService on a free port of loopback until it is killed.")

  @Option(help: "Port to listen on; 0 takes a free one.")
  var port = 0

  @Option(name: .customLong("tls-cert"), help: "Certificate chain as PEM; needs --tls-key.")
  var certificate: String?

  @Option(name: .customLong("tls-key"), help: "Private key as PEM.")
  var key: String?

  func run() async throws {
    var configuration = ServerConfiguration(port: port)
    if let certificate, let key {
      configuration.tls = TLSFiles(certificate: certificate, key: key)
    }
    let server = try await Server.start(configuration, methods: TestService.methods)
    let line = "listening on \(server.host):\(server.port)\n"
    try FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
    await server.waitUntilClosed()
  }
}
