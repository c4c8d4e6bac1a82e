internal import NIOCore

@testable internal import HTTP2
@testable internal import RPC

/// A server's connection that answers each request with many bytes, and knows nothing of calls.
final class LongAnswerHandler: ChannelInboundHandler, HTTP2ConnectionDelegate {
  typealias InboundIn = ByteBuffer

  let connection: HTTP2Connection
  private let answer: [UInt8]

  init(_ channel: any Channel, answerBytes: Int) throws {
    connection = try HTTP2Connection(channel: channel, settings: SessionSettings(role: .server))
    answer = [UInt8](repeating: 7, count: answerBytes)
    connection.delegate = self
  }

  func handle(_ event: StreamEvent, on stream: HTTP2.Stream, input: UnsafeRawBufferPointer) {
    guard case .headers(isFirst: true, _, _) = event else { return }
    // A response that cannot be sent would be seen by the test.
    try? connection.session.respond(stream, ResponseHeaders.grpc)
    answer.withUnsafeBytes { connection.session.append($0, to: stream) }
    connection.session.end(stream, trailers: ResponseHeaders.ok)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    connection.receive(unwrapInboundIn(data))
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    connection.readComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    connection.channelClosed()
  }
}
