internal import HTTP2
internal import NIOCore

/// One connection of a client: opens streams and gives each its events.
///
/// It belongs to the channel's event loop.
final class ClientConnection: HTTP2ConnectionDelegate {
  let connection: HTTP2Connection
  /// Whether new calls may be made on it.
  private(set) var isUsable = true

  private let configuration: ClientConfiguration
  private let pseudoHeaders: HeaderBlock
  private var isLost = false
  private var pingSince: NIODeadline?

  init(channel: any Channel, configuration: ClientConfiguration) throws(HTTP2Error) {
    self.configuration = configuration
    var settings = SessionSettings(role: .client)
    settings.maxHeaderBytes = configuration.maxMetadataBytes
    connection = try HTTP2Connection(channel: channel, settings: settings)
    pseudoHeaders = Self.pseudoHeaders(configuration)
    connection.delegate = self
  }

  /// Begins a call.
  func open(
    _ path: String, _ options: CallOptions, deadline: NIODeadline?
  ) throws(Status) -> ClientStream {
    // Names with a colon come first (RFC 9113, section 8.3).
    var block = pseudoHeaders
    block.append(.path, path)
    block.append(contentsOf: Self.fixedHeaders)
    if let deadline {
      let left = max(deadline - .now(), .nanoseconds(0))
      block.append(.grpcTimeout, CallTimeout.format(Duration(left)))
    }
    let isGzipDeclared = options.compression != .never
    if isGzipDeclared { block.append(.grpcEncoding, MessageEncoding.gzipName) }
    options.metadata.write(to: &block)
    let stream: HTTP2.Stream
    do throws(HTTP2Error) {
      stream = try connection.session.request(block, owner: nil)
    } catch {
      isUsable = false
      throw Status(.unavailable, "the connection takes no more calls")
    }
    let call = ClientStream(
      connection: connection, stream: stream, limits: MessageLimits(configuration),
      isGzipDeclared: isGzipDeclared)
    stream.owner = call
    if let deadline { call.startDeadlineTimer(deadline) }
    connection.setNeedsFlush()
    return call
  }

  func handle(_ event: Event, input: UnsafeRawBufferPointer) {
    switch event {
    case .headers(let stream, let block, let endsStream, let isOversized):
      call(stream)?.receive(block, endsStream: endsStream, isOversized: isOversized)
    case .data(let stream, let range):
      if let call = call(stream) {
        call.receive(UnsafeRawBufferPointer(rebasing: input[range]))
      } else {
        connection.session.consume(range.count, of: stream)
      }
    case .endOfStream, .sentEndOfStream, .settings:
      break
    case .drained(let stream):
      call(stream)?.drained()
    case .closed(let stream, let code):
      call(stream)?.closed(code, isConnectionLost: isLost || connection.hasFailed)
      stream.owner = nil
    case .goAway:
      isUsable = false
    case .pingAcknowledged:
      pingSince = nil
    }
  }

  /// Ends every call, because the channel is closed.
  func channelClosed() {
    isUsable = false
    isLost = true
    connection.channelClosed()
  }

  /// Ends the connection once its calls have ended; no new ones are made.
  func close() {
    isUsable = false
    connection.session.goAway()
    connection.setNeedsFlush()
  }

  /// Asks for a sign of life after a long silence, and gives up when none comes.
  func look() {
    let now = NIODeadline.now()
    guard !connection.session.isQuiet,
      now - connection.lastReadTime > TimeAmount(configuration.keepaliveTime)
    else {
      pingSince = nil
      return
    }
    if let since = pingSince {
      if now - since > TimeAmount(configuration.keepaliveAnswerTime) { connection.close() }
    } else {
      pingSince = now
      connection.session.ping()
      connection.setNeedsFlush()
    }
  }

  private func call(_ stream: HTTP2.Stream) -> ClientStream? {
    stream.owner.map { unsafeDowncast($0, to: ClientStream.self) }
  }

  private static func pseudoHeaders(_ configuration: ClientConfiguration) -> HeaderBlock {
    let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
    var block = HeaderBlock()
    block.append(.method, "POST")
    block.append(.scheme, configuration.tls == nil ? "http" : "https")
    block.append(.authority, "\(host):\(configuration.port)")
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
