internal import HTTP2
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// The connection of a client, made when it is first needed and again when it is lost.
///
/// It belongs to one event loop.
final class ClientState {
  typealias Waiter = CheckedContinuation<Status?, Never>

  private enum Phase {
    case idle
    case connecting
    case connected(ClientConnection)
    case closed
  }

  private let configuration: ClientConfiguration
  private let loop: any EventLoop
  private var phase = Phase.idle
  private var waiters: [(id: Int, continuation: Waiter, timer: Scheduled<Void>?)] = []
  private var lastWaiter = 0

  init(_ configuration: ClientConfiguration, loop: any EventLoop) {
    self.configuration = configuration
    self.loop = loop
  }

  /// The connection, if there is one that takes calls.
  var usable: ClientConnection? {
    guard case .connected(let connection) = phase, connection.isUsable else { return nil }
    return connection
  }

  /// Numbers a waiter, so that cancelling it cannot hit a later one.
  func numberWaiter() -> Int {
    lastWaiter += 1
    return lastWaiter
  }

  /// Resumes with `nil` once there is a connection, or with why there is none.
  func wait(_ id: Int, deadline: NIODeadline?, _ continuation: Waiter) {
    if usable != nil {
      continuation.resume(returning: nil)
      return
    }
    if case .closed = phase {
      continuation.resume(returning: Status(.unavailable, "the client is closed"))
      return
    }
    let bound = NIOLoopBound(self, eventLoop: loop)
    let timer = deadline.map { deadline in
      loop.scheduleTask(deadline: deadline) {
        bound.value.resume(id, Status(.deadlineExceeded, "the deadline has passed"))
      }
    }
    waiters.append((id, continuation, timer))
    if case .connecting = phase { return }
    connect()
  }

  /// Resumes a waiter with a status before its connection is there.
  func resume(_ id: Int, _ status: Status) {
    guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
    let waiter = waiters.remove(at: index)
    waiter.timer?.cancel()
    waiter.continuation.resume(returning: status)
  }

  /// Ends the connection after its calls; nothing can be called any more.
  func close() -> EventLoopFuture<Void> {
    let last = phase
    phase = .closed
    resumeAll(Status(.unavailable, "the client is closed"))
    guard case .connected(let connection) = last else { return loop.makeSucceededVoidFuture() }
    connection.close()
    return connection.connection.channel.closeFuture
  }

  // MARK: Private

  private func connect() {
    phase = .connecting
    let bound = NIOLoopBound(self, eventLoop: loop)
    let ready = loop.makePromise(of: Void.self)
    let configuration = configuration
    let tls: NIOSSLContext?
    do throws(RPCError) {
      tls = try configuration.tls.map { (tls) throws(RPCError) in try TLSContexts.client(tls) }
    } catch {
      ready.fail(error)
      connected(.failure(Status(.unavailable, error.message)))
      return
    }
    ClientBootstrap(group: loop)
      .connectTimeout(TimeAmount(configuration.connectTimeout))
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let connection = try ClientConnection(channel: channel, configuration: configuration)
          if let tls {
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: tls, serverHostname: Self.serverName(configuration)))
          }
          let handler = ClientChannelHandler(connection, isTLS: tls != nil, ready: ready)
          try channel.pipeline.syncOperations.addHandler(handler)
          bound.value.pending = connection
        }
      }
      .connect(host: configuration.host, port: configuration.port)
      .cascadeFailure(to: ready)
    let timer = loop.scheduleTask(in: TimeAmount(configuration.connectTimeout)) {
      ready.fail(Status(.unavailable, "connecting took too long"))
    }
    ready.futureResult.whenComplete { result in
      timer.cancel()
      bound.value.connected(result.mapError { bound.value.status($0) })
    }
  }

  /// The connection that is being set up.
  private var pending: ClientConnection?

  private func connected(_ result: Result<Void, Status>) {
    let connection = pending
    pending = nil
    if case .closed = phase {
      connection?.connection.close()
      return
    }
    switch result {
    case .success:
      phase = connection.map { .connected($0) } ?? .idle
      resumeAll(nil)
    case .failure(let status):
      connection?.connection.close()
      phase = .idle
      resumeAll(status)
    }
  }

  private func resumeAll(_ status: Status?) {
    let waiting = waiters
    waiters.removeAll()
    for waiter in waiting {
      waiter.timer?.cancel()
      waiter.continuation.resume(returning: status)
    }
  }

  /// What an error of connecting means to a caller.
  private func status(_ error: any Error) -> Status {
    if let status = error as? Status { return status }
    let place = "\(configuration.host):\(configuration.port)"
    if error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError {
      return Status(.unavailable, "no TLS connection to \(place): \(error)")
    }
    return Status(.unavailable, "cannot connect to \(place)")
  }

  /// The name that the certificate must bear; a numeric address is no name for TLS, and is
  /// checked against the certificate's addresses.
  private static func serverName(_ configuration: ClientConfiguration) -> String? {
    let name = configuration.tls?.serverName ?? configuration.host
    let isAddress = (try? SocketAddress(ipAddress: name, port: 0)) != nil
    return isAddress ? nil : name
  }
}
