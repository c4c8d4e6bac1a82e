internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Listens on loopback and carries what comes to a server over TLS, and back: so a flood that knows
/// nothing of TLS is one over TLS.
///
/// It takes no more than the server takes, so that floods feel the server's back-pressure, and ends
/// both connections when either ends.
final class TLSRelay: Sendable {
  /// The port of loopback where it listens.
  let port: Int
  private let listener: any Channel

  /// A relay to a server on loopback, whose certificate is for `localhost`.
  ///
  /// - Parameter authority: path of the certificate (PEM) that the server's is checked against.
  init(to serverPort: Int, authority: String) async throws {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = .file(authority)
    configuration.applicationProtocols = ["h2"]
    let tls = try NIOSSLContext(configuration: configuration)
    listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { near in
        ClientBootstrap(group: near.eventLoop)
          .channelInitializer { far in
            far.eventLoop.makeCompletedFuture {
              let (nearEnd, farEnd) = RelayEnd.pair()
              try far.pipeline.syncOperations.addHandlers(
                NIOSSLClientHandler(context: tls, serverHostname: "localhost"), farEnd)
              try near.pipeline.syncOperations.addHandler(nearEnd)
            }
          }
          .connect(host: "127.0.0.1", port: serverPort).map { _ in }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = listener.localAddress?.port ?? 0
  }

  /// Takes no more connections.
  func stop() async throws {
    try await listener.close()
  }
}
