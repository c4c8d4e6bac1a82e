internal import NIOCore
internal import NIOPosix

@testable internal import HTTP2
@testable internal import RPC

/// A connection that sends whatever it is told, as HTTP/2 or as bare bytes, and keeps the answers.
final class RawConnection: Sendable {
  /// What a stream was answered with.
  struct Answer: Sendable {
    var blocks: [HeaderBlock] = []
    var body: [UInt8] = []
    var error: ErrorCode?

    /// The value of a field in any of the header blocks.
    func text(_ name: HeaderName) -> String? {
      blocks.lazy.compactMap { $0.text(name) }.first
    }
  }

  private let channel: any Channel
  private let handler: NIOLoopBound<RawHandler>

  /// Connects to a server.
  init(_ server: Server, window: Int32 = 1 << 20) async throws {
    let made = MultiThreadedEventLoopGroup.singleton.any().makePromise(
      of: NIOLoopBound<RawHandler>.self)
    channel = try await ClientBootstrap(group: made.futureResult.eventLoop)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let handler = try RawHandler(channel, window: window)
          try channel.pipeline.syncOperations.addHandler(handler)
          made.succeed(NIOLoopBound(handler, eventLoop: channel.eventLoop))
        }
      }
      .connect(host: server.host, port: server.port).get()
    handler = try await made.futureResult.get()
  }

  /// Sends a request and waits until its stream is closed.
  func request(_ headers: HeaderBlock, body: [UInt8] = [], ends: Bool = true) async throws -> Answer {
    let id = try await begin(headers, body: body, ends: ends)
    return try await channel.eventLoop.flatSubmit { [handler] in
      handler.value.answered(id)
    }.get()
  }

  /// Sends a request and returns its stream's number at once.
  func begin(_ headers: HeaderBlock, body: [UInt8] = [], ends: Bool = false) async throws -> Int32 {
    try await channel.eventLoop.submit { [handler] in
      try handler.value.begin(headers, body: body, ends: ends)
    }.get()
  }

  /// How many bytes of bodies have arrived on all streams.
  func receivedBytes() async throws -> Int {
    try await channel.eventLoop.submit { [handler] in
      handler.value.answers.values.reduce(0) { $0 + $1.body.count }
    }.get()
  }

  /// Sends bare bytes.
  func send(_ bytes: [UInt8]) async throws {
    try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
  }

  /// Whether the server has closed the connection.
  var isClosed: Bool { !channel.isActive }

  /// Closes the connection without a word.
  func close() async {
    try? await channel.close().get()
  }
}

/// The channel handler behind a `RawConnection`.
private final class RawHandler: ChannelInboundHandler, HTTP2ConnectionDelegate {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let connection: HTTP2Connection
  private(set) var answers: [Int32: RawConnection.Answer] = [:]
  private var waiters: [Int32: EventLoopPromise<RawConnection.Answer>] = [:]

  init(_ channel: any Channel, window: Int32) throws {
    var settings = SessionSettings(role: .client)
    settings.streamWindowBytes = window
    connection = try HTTP2Connection(channel: channel, settings: settings)
    connection.delegate = self
  }

  func begin(_ headers: HeaderBlock, body: [UInt8], ends: Bool) throws -> Int32 {
    let stream = try connection.session.request(headers, owner: nil)
    answers[stream.id] = RawConnection.Answer()
    body.withUnsafeBytes { connection.session.append($0, to: stream) }
    if ends { connection.session.end(stream) }
    connection.setNeedsFlush()
    return stream.id
  }

  func answered(_ id: Int32) -> EventLoopFuture<RawConnection.Answer> {
    let promise = connection.loop.makePromise(of: RawConnection.Answer.self)
    waiters[id] = promise
    if let answer = answers[id], answer.error != nil { promise.succeed(answer) }
    return promise.futureResult
  }

  func handle(_ event: Event, input: UnsafeRawBufferPointer) {
    switch event {
    case .headers(let stream, let block, _, _):
      answers[stream.id]?.blocks.append(block)
    case .data(let stream, let range):
      answers[stream.id]?.body.append(contentsOf: input[range])
    case .closed(let stream, let code):
      answers[stream.id]?.error = code
      if let answer = answers[stream.id] { waiters[stream.id]?.succeed(answer) }
    default: break
    }
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

extension HeaderBlock {
  /// A gRPC request's headers.
  static func call(
    _ path: String, method: String = "POST", contentType: String? = "application/grpc",
    _ others: KeyValuePairs<String, String> = ["te": "trailers"]
  ) -> HeaderBlock {
    var block = HeaderBlock()
    block.append(.method, method)
    block.append(.scheme, "http")
    block.append(.path, path)
    block.append(.authority, "localhost")
    if let contentType { block.append(.contentType, contentType) }
    for (name, value) in others { block.append(name: name, value: value) }
    return block
  }
}
