internal import NIOCore

@testable internal import HTTP2
@testable internal import RPC

/// The channel handler behind a `RawConnection`.
final class RawHandler: ChannelInboundHandler, HTTP2ConnectionDelegate {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let connection: HTTP2Connection
  private(set) var answers: [Int32: RawConnection.Answer] = [:]
  private var waiters: [Int32: EventLoopPromise<RawConnection.Answer>] = [:]

  init(_ channel: any Channel, window: Int32) throws {
    var settings = SessionSettings(role: .client)
    settings.streamWindowBytes = window
    connection = try HTTP2Connection(channel: channel, settings: settings)
  }

  func begin(_ headers: HeaderBlock, body: [UInt8], ends: Bool) throws -> Int32 {
    let stream = try connection.session.request(headers, owner: nil)
    answers[stream.id] = RawConnection.Answer()
    body.withUnsafeBytes { connection.session.append($0, to: stream) }
    if ends { connection.session.end(stream) }
    connection.setNeedsFlush()
    return stream.id
  }

  func append(_ body: [UInt8], to id: Int32, ends: Bool) {
    guard let stream = connection.session.openStreams.first(where: { $0.id == id }) else { return }
    body.withUnsafeBytes { connection.session.append($0, to: stream) }
    if ends { connection.session.end(stream) }
    connection.setNeedsFlush()
  }

  func answered(_ id: Int32) -> EventLoopFuture<RawConnection.Answer> {
    let promise = connection.loop.makePromise(of: RawConnection.Answer.self)
    waiters[id] = promise
    if let answer = answers[id], answer.error != nil { promise.succeed(answer) }
    return promise.futureResult
  }

  func handle(_ event: StreamEvent, on stream: HTTP2.Stream, input: UnsafeRawBufferPointer) {
    switch event {
    case .headers(let isFirst, _, _):
      answers[stream.id]?.blocks.append(stream.takeHeaders(isFirst: isFirst))
    case .data(let range, _):
      answers[stream.id]?.body.append(contentsOf: input[range])
    case .closed(let code):
      answers[stream.id]?.error = code
      if let answer = answers[stream.id] { waiters[stream.id]?.succeed(answer) }
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

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    connection.flush()
  }

  func channelInactive(context: ChannelHandlerContext) {
    connection.channelClosed()
  }
}
