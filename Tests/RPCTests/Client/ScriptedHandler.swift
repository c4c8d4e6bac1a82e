internal import NIOCore

@testable internal import HTTP2
@testable internal import RPC

/// One connection of a `ScriptedServer`.
final class ScriptedHandler: ChannelInboundHandler, HTTP2ConnectionDelegate {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let connection: HTTP2Connection
  private let script: (Metadata) -> ScriptedServer.Act

  init(
    _ channel: any Channel, maxStreams: UInt32,
    _ script: @escaping (Metadata) -> ScriptedServer.Act
  ) throws {
    self.script = script
    var settings = SessionSettings(role: .server)
    settings.maxConcurrentStreams = maxStreams
    connection = try HTTP2Connection(channel: channel, settings: settings)
  }

  func handle(_ event: StreamEvent, on stream: HTTP2.Stream, input: UnsafeRawBufferPointer) {
    switch event {
    case .headers(let isFirst, _, _):
      perform(script(Metadata(stream.takeHeaders(isFirst: isFirst))), on: stream)
    case .data(let range, _): connection.session.consume(range.count, of: stream)
    default: break
    }
  }

  func handlerAdded(context: ChannelHandlerContext) {
    connection.delegate = self
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    connection.delegate = nil
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

  private func perform(_ act: ScriptedServer.Act, on stream: HTTP2.Stream) {
    switch act {
    case .answer: answer(stream, .ok, hasMessage: true)
    case .status(let status, let pushback):
      answer(stream, status, pushback: pushback, hasMessage: false)
    case .message: answer(stream, nil, hasMessage: true)
    case .reset(let code): connection.session.reset(stream, code)
    case .goAway:
      // Length 8, type 7 (GOAWAY), no flags, stream 0; last stream 0, NO_ERROR.
      let frame = ByteBuffer(bytes: [0, 0, 8, 7, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 8))
      connection.channel.writeAndFlush(frame, promise: nil)
    case .cut: connection.channel.close(promise: nil)
    case .silence: break
    }
  }

  private func answer(
    _ stream: HTTP2.Stream, _ status: Status?, pushback: String? = nil, hasMessage: Bool
  ) {
    do {
      try connection.session.respond(stream, ResponseHeaders.grpc)
    } catch {
      connection.channel.close(promise: nil)
    }
    if hasMessage {
      let empty: [UInt8] = [0, 0, 0, 0, 0]
      empty.withUnsafeBytes { connection.session.append($0, to: stream) }
    }
    if let status {
      var trailers = HeaderBlock()
      status.write(to: &trailers)
      if let pushback { trailers.append(name: "grpc-retry-pushback-ms", value: pushback) }
      connection.session.end(stream, trailers: trailers)
    }
    connection.flush()
  }
}
