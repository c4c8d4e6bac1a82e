internal import NIOCore
internal import NIOSSL
internal import NIOTLS
internal import Logging

/// Ties a server connection to its channel: bytes, writability, time and the end.
final class ServerChannelHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// The protocol that a TLS client has to agree on.
  static let applicationProtocol = "h2"

  private let server: ServerConnection
  /// What the first bytes are, until they are known to be HTTP/2.
  private var plain: PlainHTTPRequest? = PlainHTTPRequest()
  private var watch = ServerConnection.Watch()
  private var watchTimer: RepeatedTask?

  init(_ server: ServerConnection) {
    self.server = server
  }

  func handlerAdded(context: ChannelHandlerContext) {
    server.connection.delegate = server
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    server.connection.delegate = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    guard server.channelActive() else {
      server.logger.debug("a connection was refused", metadata: ["peer": "\(server.peer)"])
      context.close(promise: nil)
      return
    }
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    let interval = TimeAmount(server.limits.watchInterval)
    watchTimer = context.eventLoop.scheduleRepeatedTask(
      initialDelay: interval, delay: interval
    ) { _ in bound.value.look() }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    server.hasReceived = true
    guard var request = plain else {
      server.connection.receive(buffer)
      return
    }
    switch request.receive(&buffer) {
    case .undecided:
      plain = request
    case .http2(let preface):
      plain = nil
      server.connection.receive(preface)
    case .answer(let path):
      plain = request
      let answer = PlainHTTPRequest.answer(path: path, healthz: server.healthz)
      context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
      server.connection.close()
    case .refused:
      server.connection.close()
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if plain == nil { server.connection.readComplete() }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if plain == nil { server.connection.flush() }
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case TLSUserEvent.handshakeCompleted(let agreed) where agreed != Self.applicationProtocol:
      context.close(promise: nil)
    case TLSUserEvent.handshakeCompleted:
      let certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate()
      server.peer.clientName = certificate.flatMap { ClientNames.name(in: $0) }
      context.fireUserInboundEventTriggered(event)
    case ChannelEvent.inputClosed:
      context.close(promise: nil)
    default:
      context.fireUserInboundEventTriggered(event)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    watchTimer?.cancel()
    server.channelClosed()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A broken socket or handshake concerns nobody but this peer.
    server.logger.debug("a connection failed", metadata: ["error": "\(type(of: error))"])
    context.close(promise: nil)
  }

  private func look() {
    server.look(&watch)
  }
}
