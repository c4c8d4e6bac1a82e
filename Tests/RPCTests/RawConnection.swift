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
  func request(_ headers: HeaderBlock, body: [UInt8] = [], ends: Bool = true) async throws -> Answer
  {
    try await answer(begin(headers, body: body, ends: ends))
  }

  /// Sends a request and returns its stream's number at once.
  func begin(_ headers: HeaderBlock, body: [UInt8] = [], ends: Bool = false) async throws -> Int32 {
    try await channel.eventLoop.submit { [handler] in
      try handler.value.begin(headers, body: body, ends: ends)
    }.get()
  }

  /// Sends many whole requests in one go.
  func begin(_ count: Int, of headers: HeaderBlock, body: [UInt8]) async throws {
    try await channel.eventLoop.submit { [handler] in
      for _ in 0..<count { _ = try handler.value.begin(headers, body: body, ends: true) }
    }.get()
  }

  /// Sends more on a stream that has begun.
  func append(_ body: [UInt8], to id: Int32, ends: Bool) async throws {
    try await channel.eventLoop.submit { [handler] in
      handler.value.append(body, to: id, ends: ends)
    }.get()
  }

  /// Waits until a stream is closed.
  func answer(_ id: Int32) async throws -> Answer {
    try await channel.eventLoop.flatSubmit { [handler] in handler.value.answered(id) }.get()
  }

  /// What has been answered so far, on all streams.
  func answers() async throws -> [Answer] {
    try await channel.eventLoop.submit { [handler] in Array(handler.value.answers.values) }.get()
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

  /// Reads nothing more from the socket.
  func stopReading() async throws {
    try await channel.setOption(.autoRead, value: false).get()
  }

  /// Whether the server has closed the connection.
  var isClosed: Bool { !channel.isActive }

  /// Closes the connection without a word.
  func close() async {
    try? await channel.close().get()
  }
}
