package import Logging

/// Where a server listens, and how.
package struct ServerConfiguration: Sendable {
  /// The address to listen on: a name or a numeric address.
  package var host: String
  /// The port to listen on; 0 picks a free one.
  package var port: Int
  /// The certificate and key; without them the server speaks plaintext.
  package var tls: TLSFiles?
  /// The path of the authorities (PEM) of which every client has to show a certificate; without
  /// it, clients show none.
  package var clientAuthorities: String?
  /// How often the files of certificates are looked at for changes.
  package var certificateInterval = Duration.seconds(10)
  /// Whether plaintext is allowed on an address that other machines can reach.
  package var allowsPlaintextAnywhere = false
  /// How many event loops there are: one per core that the process may use.
  package var eventLoopCount = UsableCores.count
  /// What peers are allowed.
  package var limits = ServerLimits()
  /// Answers `GET /healthz`; it runs on an event loop, so it must not wait.
  package var healthz: @Sendable () -> Healthz = { .ok }
  /// Where the server logs.
  package var logger = Logger(label: "rpc")

  /// A plaintext server on an address.
  package init(host: String = "127.0.0.1", port: Int = 0) {
    self.host = host
    self.port = port
  }
}
