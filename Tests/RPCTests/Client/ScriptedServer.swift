internal import NIOCore
internal import NIOPosix

@testable internal import HTTP2
@testable internal import RPC

/// A server that does to each request what a test says, right or wrong.
final class ScriptedServer: Sendable {
  /// What is done to a request.
  enum Act: Sendable {
    /// An empty message and OK.
    case answer
    /// A status, and what the server says about repeats.
    case status(Status, pushback: String? = nil)
    /// An empty message and no end.
    case message
    /// RST_STREAM with a code.
    case reset(ErrorCode)
    /// GOAWAY that leaves the request out; the connection is kept.
    case goAway
    /// The connection is cut.
    case cut
    /// Nothing.
    case silence
  }

  typealias Script = @Sendable (_ request: Int, _ headers: Metadata) -> Act

  let requests = Counter()
  let connections = Counter()
  private let channel: any Channel
  private let children: NIOLoopBound<Children>

  /// The connections, on their one event loop.
  final class Children {
    var channels: [any Channel] = []
  }

  /// A server on a free port of loopback.
  init(
    port: Int = 0, isMute: Bool = false, maxStreams: UInt32 = 100,
    _ script: @escaping Script = { _, _ in .answer }
  ) async throws {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let (requests, connections) = (requests, connections)
    let children = try await loop.submit { NIOLoopBound(Children(), eventLoop: loop) }.get()
    self.children = children
    channel = try await ServerBootstrap(group: loop)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          connections.add(1)
          children.value.channels.append(channel)
          if isMute { return }
          let handler = try ScriptedHandler(channel, maxStreams: maxStreams) { headers in
            requests.add(1)
            return script(requests.value, headers)
          }
          try channel.pipeline.syncOperations.addHandler(handler)
        }
      }
      .bind(host: "127.0.0.1", port: port).get()
  }

  var port: Int { channel.localAddress?.port ?? 0 }

  /// Reads nothing more, as a process that is stopped.
  func freeze() async throws {
    let channels = try await channel.eventLoop.submit { [children] in
      children.value.channels
    }.get()
    for channel in channels { try await channel.setOption(.autoRead, value: false).get() }
  }

  /// Cuts every connection, and takes new ones.
  func cut() async throws {
    let channels = try await channel.eventLoop.submit { [children] in
      children.value.channels
    }.get()
    for channel in channels { try? await channel.close() }
  }

  /// Stops listening and cuts every connection.
  func close() async throws {
    try await channel.close()
    try await cut()
  }
}
