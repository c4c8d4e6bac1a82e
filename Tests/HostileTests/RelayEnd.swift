internal import NIOCore
internal import NIOTLS

/// One of the two ends of what a `TLSRelay` carries; both are on the same event loop.
final class RelayEnd: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private weak var other: RelayEnd?
  private var context: ChannelHandlerContext?
  /// Whether what the other end reads may be written here: over TLS only after the handshake.
  private var isReady: Bool
  /// Whether a read waits until the other end takes something.
  private var hasPendingRead = false

  private init(isReady: Bool) {
    self.isReady = isReady
  }

  /// A plain end, and one over TLS.
  static func pair() -> (plain: RelayEnd, tls: RelayEnd) {
    let (plain, tls) = (RelayEnd(isReady: true), RelayEnd(isReady: false))
    (plain.other, tls.other) = (tls, plain)
    return (plain, tls)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    other?.context?.write(wrapOutboundOut(unwrapInboundIn(data)), promise: nil)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    other?.context?.flush()
    context.fireChannelReadComplete()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if takes { other?.readOn() }
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent {
      isReady = true
      other?.readOn()
    }
    context.fireUserInboundEventTriggered(event)
  }

  func read(context: ChannelHandlerContext) {
    if other?.takes == true { context.read() } else { hasPendingRead = true }
  }

  func channelInactive(context: ChannelHandlerContext) {
    other?.context?.close(promise: nil)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A server that has had enough of a flood may end it in any way; the flood sees the end.
    context.close(promise: nil)
  }

  private var takes: Bool {
    isReady && context?.channel.isWritable == true
  }

  private func readOn() {
    guard hasPendingRead else { return }
    hasPendingRead = false
    context?.read()
  }
}
