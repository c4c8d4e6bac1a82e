internal import HTTP2
internal import NIOCore

/// One connection of a client: opens streams, gives each its events, and watches over the time.
///
/// It belongs to the channel's event loop.
final class ClientConnection: HTTP2ConnectionDelegate {
  let connection: HTTP2Connection
  /// Whom to tell that the connection takes no more calls.
  weak var channelOwner: ClientChannel?

  private let configuration: ClientConfiguration
  private let endpoint: Endpoint
  private let ready: EventLoopPromise<Void>
  private let pseudoHeaders: HeaderBlock
  private var isRetired = false
  private var keepalive: Keepalive
  private var quietSince = NIODeadline.now()
  /// What calls end with because the channel is closed; `nil` while it is not.
  private var loss: Status?

  /// A connection on a channel; `ready` is completed once the server's settings have come.
  init(
    channel: any Channel, endpoint: Endpoint, configuration: ClientConfiguration,
    ready: EventLoopPromise<Void>
  ) throws(HTTP2Error) {
    self.configuration = configuration
    self.endpoint = endpoint
    self.ready = ready
    var settings = SessionSettings(role: .client)
    settings.maxHeaderBytes = configuration.maxMetadataBytes
    connection = try HTTP2Connection(channel: channel, settings: settings)
    keepalive = Keepalive(configuration)
    pseudoHeaders = Self.pseudoHeaders(endpoint.target, isTLS: configuration.tls != nil)
  }

  /// Begins a call, which waits for its turn when the server allows no more streams now; `nil` when
  /// the connection takes no more calls.
  func open(
    _ path: String, _ options: CallOptions, previousAttempts: Int, deadline: NIODeadline
  ) throws(Status) -> ClientStream? {
    let most = connection.session.peerMaxStreams + configuration.maxWaitingCalls
    guard connection.session.openStreams.count < most else {
      throw ClientChannel.tooManyCalls(configuration.maxWaitingCalls)
    }
    // Names with a colon come first (RFC 9113, section 8.3).
    var block = pseudoHeaders
    block.append(.path, path)
    block.append(contentsOf: Self.fixedHeaders)
    let left = max(deadline - .now(), .nanoseconds(0))
    block.append(.grpcTimeout, CallTimeout.format(Duration(left)))
    if previousAttempts > 0 {
      // How many attempts the server may have seen (gRPC's proposal A6).
      block.append(name: "grpc-previous-rpc-attempts", value: String(previousAttempts))
    }
    let isGzipDeclared = options.compression != .never
    if isGzipDeclared { block.append(.grpcEncoding, MessageEncoding.gzipName) }
    options.metadata.write(to: &block)
    let stream: HTTP2.Stream
    do throws(HTTP2Error) {
      stream = try connection.session.request(block, owner: nil)
    } catch {
      retire()
      return nil
    }
    let call = ClientStream(
      connection: connection, stream: stream, limits: MessageLimits(configuration),
      isGzipDeclared: isGzipDeclared)
    stream.owner = call
    call.startDeadlineTimer(deadline)
    connection.setNeedsFlush()
    return call
  }

  func handle(_ event: StreamEvent, on stream: HTTP2.Stream, input: UnsafeRawBufferPointer) {
    switch event {
    case .headers(let isFirst, let endsStream, let isOversized):
      let block = stream.takeHeaders(isFirst: isFirst)
      call(stream)?.receive(block, endsStream: endsStream, isOversized: isOversized)
    case .data(let range, _):
      if let call = call(stream) {
        call.receive(UnsafeRawBufferPointer(rebasing: input[range]))
      } else {
        connection.session.consume(range.count, of: stream)
      }
    case .drained:
      call(stream)?.drained()
    case .closed(let code):
      call(stream)?.closed(code, loss: loss ?? (connection.hasFailed ? broken : nil))
      stream.owner = nil
      quietSince = .now()
    case .endOfStream, .sentEndOfStream:
      break
    }
  }

  func handle(_ event: ConnectionEvent) {
    switch event {
    case .settings:
      ready.succeed()
    case .goAway:
      retire()
      // Those that wait for their turn would wait for calls that may last for hours.
      for stream in connection.session.openStreams where !stream.hasSentRequest {
        call(stream)?.abandonUnsent()
      }
    case .pingAcknowledged:
      break
    }
  }

  /// Ends every call, because the channel is closed.
  func channelClosed() {
    loss = loss ?? Status(.unavailable, "the connection to \(endpoint.target) was lost")
    connection.channelClosed()
    isRetired = true
    channelOwner?.closed(self)
  }

  /// Ends the connection once its calls have ended; no new ones are made.
  func close() {
    retire()
    connection.session.goAway()
    connection.setNeedsFlush()
  }

  /// Asks for a sign of life after a long silence, and ends a connection that is of no use.
  func look(now: NIODeadline) {
    let isQuiet = connection.session.isQuiet
    switch keepalive.look(now: now, lastRead: connection.lastReadTime, hasCalls: !isQuiet) {
    case .none: break
    case .ping:
      connection.session.ping()
      connection.setNeedsFlush()
    case .giveUp:
      loss = Status(.unavailable, "\(endpoint.target) gave no sign of life")
      connection.channel.close(promise: nil)
      return
    }
    if isQuiet, !isRetired, now - quietSince >= TimeAmount(configuration.idleTime) { close() }
  }

  // MARK: Private

  private func retire() {
    isRetired = true
    channelOwner?.retire(self)
  }

  private var broken: Status {
    Status(.unavailable, "the connection to \(endpoint.target) broke the rules of HTTP/2")
  }

  private func call(_ stream: HTTP2.Stream) -> ClientStream? {
    stream.owner.map { unsafeDowncast($0, to: ClientStream.self) }
  }

  private static func pseudoHeaders(_ target: ClientTarget, isTLS: Bool) -> HeaderBlock {
    var block = HeaderBlock()
    block.append(.method, "POST")
    block.append(.scheme, isTLS ? "https" : "http")
    block.append(.authority, target.description)
    return block
  }

  private static let fixedHeaders: HeaderBlock = {
    var block = HeaderBlock()
    block.append(.contentType, "application/grpc")
    block.append(.te, "trailers")
    block.append(.userAgent, "grpc-swift-dormouse/1")
    block.append(.grpcAcceptEncoding, MessageEncoding.acceptedNames)
    return block
  }()
}
