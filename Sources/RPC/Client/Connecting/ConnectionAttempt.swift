internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// One attempt to connect to one address: it ends with a connection on which the server has spoken
/// HTTP/2, or with why there is none. It belongs to one event loop.
final class ConnectionAttempt {
  typealias Completion = (Result<ClientConnection, Status>) -> Void

  private let endpoint: Endpoint
  private let configuration: ClientConfiguration
  private let loop: any EventLoop
  private var channel: (any Channel)?
  private var connection: ClientConnection?
  private var timer: Scheduled<Void>?
  private var completion: Completion?

  init(_ endpoint: Endpoint, _ configuration: ClientConfiguration, loop: any EventLoop) {
    self.endpoint = endpoint
    self.configuration = configuration
    self.loop = loop
  }

  /// Begins; the completion is called once, unless the attempt is dropped before.
  func start(_ tls: NIOSSLContext?, _ completion: @escaping Completion) {
    self.completion = completion
    let bound = NIOLoopBound(self, eventLoop: loop)
    let ready = loop.makePromise(of: Void.self)
    let limit = TimeAmount(configuration.connectTimeout)
    timer = loop.scheduleTask(in: limit) { bound.value.ranOutOfTime() }
    ready.futureResult.whenComplete { bound.value.finish($0) }
    ClientBootstrap(group: loop)
      .connectTimeout(limit)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try bound.value.setUp(channel, tls, ready) }
      }
      .connect(to: endpoint.address)
      .cascadeFailure(to: ready)
  }

  /// Ends the attempt without a word.
  func drop() {
    completion = nil
    timer?.cancel()
    if let channel { channel.close(promise: nil) }
  }

  // MARK: Private

  private func setUp(
    _ channel: any Channel, _ tls: NIOSSLContext?, _ ready: EventLoopPromise<Void>
  ) throws {
    let connection = try ClientConnection(
      channel: channel, endpoint: endpoint, configuration: configuration, ready: ready)
    if let tls {
      let name = endpoint.serverName(configuration)
      try channel.pipeline.syncOperations.addHandler(
        NIOSSLClientHandler(context: tls, serverHostname: name))
    }
    try channel.pipeline.syncOperations.addHandler(
      ClientChannelHandler(connection, configuration, ready: ready))
    self.channel = channel
    self.connection = connection
    // Dropped before there was a socket.
    if completion == nil { channel.close(promise: nil) }
  }

  private func ranOutOfTime() {
    let seconds = configuration.connectTimeout / .seconds(1)
    fail(Status(.unavailable, "no answer within \(seconds.formattedSeconds)"))
  }

  private func finish(_ result: Result<Void, any Error>) {
    switch result {
    case .success:
      guard let completion = completion.take(), let connection else { return }
      timer?.cancel()
      completion(.success(connection))
    case .failure(let error):
      fail(Status(.unavailable, ConnectFailure.text(error)))
    }
  }

  private func fail(_ status: Status) {
    guard let completion = completion.take() else { return }
    drop()
    completion(.failure(Status(status.code, "\(endpoint.description): \(status.message)")))
  }
}

extension Endpoint {
  /// The name that the certificate must bear; a numeric address is no name for TLS, and is
  /// checked against the certificate's addresses.
  fileprivate func serverName(_ configuration: ClientConfiguration) -> String? {
    let name = configuration.tls?.serverName ?? target.host
    let isAddress = (try? SocketAddress(ipAddress: name, port: 0)) != nil
    return isAddress ? nil : name
  }
}

extension Double {
  /// The number of seconds as a person writes it.
  fileprivate var formattedSeconds: String {
    self == rounded() ? "\(Int(self)) s" : "\(Int((self * 1000).rounded())) ms"
  }
}
