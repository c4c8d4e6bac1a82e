internal import NIOCore
internal import NIOTLS

/// Ties a client connection to its channel: bytes, writability, time and the end.
final class ClientChannelHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// How often the connection is looked at.
  private static let lookInterval = TimeAmount.seconds(5)

  private let client: ClientConnection
  private let isTLS: Bool
  /// Completes once calls can be made; fails when that cannot be.
  private let ready: EventLoopPromise<Void>
  private var lookTimer: RepeatedTask?

  init(_ client: ClientConnection, isTLS: Bool, ready: EventLoopPromise<Void>) {
    self.client = client
    self.isTLS = isTLS
    self.ready = ready
  }

  func channelActive(context: ChannelHandlerContext) {
    let bound = NIOLoopBound(client, eventLoop: context.eventLoop)
    lookTimer = context.eventLoop.scheduleRepeatedTask(
      initialDelay: Self.lookInterval, delay: Self.lookInterval
    ) { _ in bound.value.look() }
    if !isTLS { ready.succeed() }
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
        ready.succeed()
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
    ready.fail(Status(.unavailable, "the connection was lost"))
    client.channelClosed()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    ready.fail(Status(.unavailable, "the connection was lost"))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    ready.fail(error)
    context.close(promise: nil)
  }
}
