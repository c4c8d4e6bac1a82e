internal import NIOCore

/// Loses the channel in the middle of its first write, as a socket does whose peer has reset it.
final class BreakingHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer

  /// How many writes with bytes came, the first included.
  private(set) var writeCount = 0

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard unwrapOutboundIn(data).readableBytes > 0 else { return }
    writeCount += 1
    if writeCount == 1 { context.fireChannelInactive() }
  }
}
