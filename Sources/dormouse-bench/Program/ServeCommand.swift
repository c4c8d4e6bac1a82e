internal import ArgumentParser
internal import Foundation
internal import Logging
internal import RPC

/// `dormouse-bench serve`: our side of the rows about calls, in a process of its own.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve what the rows about calls measure.",
    shouldDisplay: false)

  @Option(name: .customLong("tls-cert"), help: "Certificate chain as PEM.")
  var certificate: String?

  @Option(name: .customLong("tls-key"), help: "Private key as PEM.")
  var key: String?

  func run() async throws {
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    var configuration = ServerConfiguration()
    if let certificate, let key { configuration.tls = TLSFiles(certificate: certificate, key: key) }
    let server = try await Server.start(configuration, methods: BenchService().methods)
    try FileHandle.standardOutput.write(
      contentsOf: Data("listening on \(server.host):\(server.port)\n".utf8))
    await server.waitUntilClosed()
  }
}
