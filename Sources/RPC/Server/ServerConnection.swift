internal import HTTP2
internal import Logging
internal import NIOCore

/// One connection of the server: gives each stream its call, and watches over the time.
///
/// It belongs to the channel's event loop.
final class ServerConnection {
  let connection: HTTP2Connection
  /// Who is at the other end; its name is known once the handshake is over.
  var peer: Peer
  let network: PeerNetwork
  let limits: ServerLimits
  /// How large the messages of its calls may be.
  let messageLimits: MessageLimits
  let logger: Logger

  let methods: MethodTable
  let healthz: @Sendable () -> Healthz
  private let registry: ConnectionRegistry
  /// What all connections hold together.
  let load: ServerLoad
  /// What is held for this connection.
  var held: HeldBytes
  /// Whether the peer has sent anything.
  var hasReceived = false
  /// What has become so far of asking the handler that is asked now.
  var immediateOutcome = ImmediateOutcome.unanswered
  /// Requests that wait for their message and whose time is limited, by their streams.
  var timeouts: [Int32: (stream: HTTP2.Stream, timeout: Duration)] = [:]
  /// How far streams without a call had come, by when they were first seen so: those that were answered
  /// at once, or whose headers are not complete.
  var stalls: [Int32: (sentBytes: Int, since: NIODeadline)] = [:]
  /// How many handlers run, those of calls that are over among them.
  private(set) var runningHandlers = 0
  /// Whether the peer's settings have come.
  var isSetUp = false
  private(set) var isChannelClosed = false
  private(set) var drain = DrainPhase.none
  /// Whether a response has told the peer which encodings we read.
  private var hasAdvertisedEncodings = false
  /// When the last stream was closed or the last handler ended, if nothing has gone on since.
  var quietSince = NIODeadline.now()

  /// How far a graceful end has come: the peer hears of it, then it has its last stream, then its
  /// calls are ended for it.
  enum DrainPhase { case none, announced, final, ended }

  /// A connection on a channel.
  init(
    channel: any Channel, configuration: ServerConfiguration, methods: MethodTable,
    registry: ConnectionRegistry
  ) throws(HTTP2Error) {
    limits = configuration.limits
    messageLimits = MessageLimits(configuration.limits)
    logger = configuration.logger
    healthz = configuration.healthz
    self.methods = methods
    self.registry = registry
    load = registry.load
    peer = Peer(channel.remoteAddress)
    network = PeerNetwork(address: peer.address)
    held = HeldBytes(registry.load)
    connection = try HTTP2Connection(channel: channel, settings: SessionSettings(limits))
  }

  /// Whether nothing goes on: no stream is open and no handler runs.
  var isQuiet: Bool { connection.session.isQuiet && runningHandlers == 0 }

  /// The call of a stream, made now when the request has waited for its message; a stream that was
  /// answered without one has none.
  func call(_ stream: HTTP2.Stream) -> ServerStream? {
    if let owner = stream.owner { return unsafeDowncast(owner, to: ServerStream.self) }
    guard case .waiting(let method, let encoding) = RequestMark(stream.mark) else { return nil }
    return callInsteadOfWaiting(stream, method: method, encoding)
  }

  /// Registers the connection; false when there are too many or the server is going away.
  func channelActive() -> Bool {
    registry.add(self)
  }

  // MARK: From calls

  /// Counts a handler that is about to run; false when too many do.
  func handlerStarts() -> Bool {
    guard runningHandlers < limits.maxHandlersPerConnection else { return false }
    runningHandlers += 1
    return true
  }

  /// Counts a handler that has ended.
  func handlerEnded() {
    runningHandlers -= 1
    noteQuiet()
    reportIdle()
  }

  /// Sends a response's headers. The first ones of a connection say which encodings we read.
  func respond(_ stream: HTTP2.Stream, _ metadata: Metadata?, declaringGzip declaresGzip: Bool) {
    let headers =
      if declaresGzip {
        ResponseHeaders.grpcGzip
      } else {
        hasAdvertisedEncodings ? ResponseHeaders.grpc : ResponseHeaders.grpcAdvertising
      }
    do throws(HTTP2Error) {
      if let metadata, !metadata.isEmpty {
        var block = headers.block
        metadata.write(to: &block)
        try connection.session.respond(stream, block)
      } else {
        try connection.session.respond(stream, headers)
      }
      // One that is closed by now was told nothing.
      if !stream.isClosed { hasAdvertisedEncodings = true }
    } catch {
      couldNotRespond(stream, error)
    }
  }

  /// Sends a response that is nothing but headers.
  func respondOnly(_ stream: HTTP2.Stream, _ headers: HeaderBlock) {
    attempt(stream) { () throws(HTTP2Error) in
      try connection.session.respondOnly(stream, headers)
    }
  }

  // MARK: The end

  /// Begins a graceful end: new calls are taken until the peer has heard of it.
  func startDrain() {
    guard drain == .none else { return }
    drain = .announced
    connection.staysOpen = true
    connection.session.announceShutdown()
    connection.session.ping()
    connection.setNeedsFlush()
  }

  /// Refuses new calls; the connection is closed after the last one that runs.
  func finishDrain() {
    guard drain == .announced else { return }
    drain = .final
    connection.staysOpen = false
    connection.session.goAway()
    connection.setNeedsFlush()
  }

  /// Ends every call with a status and the connection after it.
  func end(_ status: Status) {
    drain = .ended
    connection.staysOpen = false
    for stream in connection.session.openStreams { call(stream)?.finish(status) }
    connection.flush()
    connection.session.terminate(.noError)
    connection.setNeedsFlush()
  }

  /// Cancels what is left, because the channel is closed.
  func channelClosed() {
    isChannelClosed = true
    connection.channelClosed()
    held.report(0)
    reportIdle()
  }

  // MARK: Private

  func attempt(_ stream: HTTP2.Stream, _ body: () throws(HTTP2Error) -> Void) {
    do throws(HTTP2Error) {
      try body()
    } catch {
      couldNotRespond(stream, error)
    }
  }

  private func couldNotRespond(_ stream: HTTP2.Stream, _ error: HTTP2Error) {
    logger.error("a response could not be sent", metadata: ["error": "\(error.message)"])
    connection.session.reset(stream, .internalError)
  }

  private func reportIdle() {
    if isChannelClosed, runningHandlers == 0 { registry.remove(self) }
  }
}
