internal import NIOCore
internal import NIOTLS

/// Ties a client connection to its channel: bytes, writability, time and the end.
final class ClientChannelHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let client: ClientConnection
  private let isTLS: Bool
  private let lookInterval: TimeAmount
  /// Completes once the server has spoken HTTP/2; fails when that cannot be.
  private let ready: EventLoopPromise<Void>
  private var lookTimer: RepeatedTask?

  init(
    _ client: ClientConnection, _ configuration: ClientConfiguration,
    ready: EventLoopPromise<Void>
  ) {
    self.client = client
    self.ready = ready
    isTLS = configuration.tls != nil
    lookInterval = Self.lookInterval(configuration)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    client.connection.delegate = client
  }

  func channelActive(context: ChannelHandlerContext) {
    let bound = NIOLoopBound(client, eventLoop: context.eventLoop)
    lookTimer = context.eventLoop.scheduleRepeatedTask(
      initialDelay: lookInterval, delay: lookInterval
    ) { _ in bound.value.look(now: .now()) }
    // The server may wait for our preface before it says anything.
    if !isTLS { client.connection.setNeedsFlush() }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    client.connection.receive(unwrapInboundIn(data))
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    client.connection.readComplete()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    client.connection.flush()
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case TLSUserEvent.handshakeCompleted(let agreed):
      if agreed == ServerChannelHandler.applicationProtocol {
        client.connection.setNeedsFlush()
      } else {
        ready.fail(Status(.unavailable, "the server does not speak HTTP/2"))
        context.close(promise: nil)
      }
    default:
      context.fireUserInboundEventTriggered(event)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    lookTimer?.cancel()
    client.channelClosed()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    client.connection.delegate = nil
    ready.fail(
      Status(.unavailable, "the connection was closed before the server spoke HTTP/2"))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    ready.fail(error)
    context.close(promise: nil)
  }

  /// Times are kept to within a quarter, and within five seconds.
  private static func lookInterval(_ configuration: ClientConfiguration) -> TimeAmount {
    let shortest = min(
      configuration.keepaliveTime, configuration.keepaliveAnswerTime, configuration.idleTime)
    return TimeAmount(min(.seconds(5), max(.milliseconds(10), shortest / 4)))
  }
}
