internal import NIOCore
internal import Synchronization
internal import Testing

@testable internal import RPC

/// Servers send old connections away; whoever calls must not notice.
@Suite("Connections that grow old under many calls", .timeLimit(.minutes(1)))
struct ConnectionAgeTests {
  /// How many clients there are, and how many calls each has under way: more than the server lets a
  /// connection have, so that some wait for a stream when the connection is told to go.
  private static let clientCount = 4
  private static let callersPerClient = 40
  private static let time = Duration.seconds(2)
  /// Connections of each client, at least: it has to be a matter of many, not of one.
  private static let connectionsPerClient = 3
  private static let streamLength = 10

  /// The ports that calls came from, each of which was a connection.
  private final class Ports: Sendable {
    private let ports = Mutex<Set<Int>>([])

    var count: Int { ports.withLock { $0.count } }

    func insert(_ peer: Peer) {
      ports.withLock { _ = $0.insert(peer.port) }
    }
  }

  private static func methods(_ ports: Ports) -> [RPC.Method] {
    [
      .unary("/t/Echo") { request, context in
        ports.insert(context.peer)
        return request
      },
      .serverStream("/t/Repeat") { request, call in
        ports.insert(call.context.peer)
        for _ in 0..<streamLength { try await call.send(request) }
      },
      .clientStream("/t/Join") { call in
        ports.insert(call.context.peer)
        var whole = ByteBuffer()
        for try await part in call.requests { whole.writeImmutableBuffer(part) }
        return whole
      },
    ]
  }

  @Test("Of many calls of several clients none fails", arguments: [false, true])
  func manyCalls(usesTLS: Bool) async throws {
    let certificates = usesTLS ? try await Certificates() : nil
    let ports = Ports()
    var configuration = ServerConfiguration()
    configuration.eventLoopCount = 2
    configuration.tls = certificates?.server
    configuration.limits.maxConnectionAge = .milliseconds(100)
    configuration.limits.watchInterval = .milliseconds(20)
    configuration.limits.maxStreamsPerConnection = Self.callersPerClient / 2
    let server = try await Server.start(configuration, methods: MethodTable(Self.methods(ports)))
    var clientConfiguration = ClientConfiguration(host: server.host, port: server.port)
    clientConfiguration.tls = certificates.map {
      ClientTLS(authoritiesFile: $0.server.certificate, serverName: "localhost")
    }
    let clients = (0..<Self.clientCount).map { _ in Client(clientConfiguration) }
    let end = ContinuousClock.now.advanced(by: Self.time)
    try await withThrowingTaskGroup { group in
      for client in clients {
        for caller in 0..<Self.callersPerClient {
          group.addTask { try await Self.call(client, caller, until: end) }
        }
      }
      try await group.waitForAll()
    }
    #expect(ports.count >= Self.clientCount * Self.connectionsPerClient)
    for client in clients { await client.close() }
    await server.shutdown(grace: .seconds(5))
  }

  /// Calls one after the other, each kind in turn, and checks every answer.
  private static func call(
    _ client: Client, _ caller: Int, until end: ContinuousClock.Instant
  ) async throws {
    var turn = 0
    while ContinuousClock.now < end {
      let text = "\(caller) \(turn)"
      switch (caller + turn) % 3 {
      case 0:
        let answer = try await client.unary("/t/Echo", ByteBuffer(string: text))
        #expect(answer.message.text == text)
      case 1:
        let call = try await client.serverStream("/t/Repeat", ByteBuffer(string: text))
        var count = 0
        for try await message in call.responses {
          #expect(message.text == text)
          count += 1
        }
        #expect(count == streamLength)
      default:
        let call = try await client.open("/t/Join")
        for part in [text, text] { try await call.send(ByteBuffer(string: part)) }
        #expect(try await call.onlyResponse().text == text + text)
      }
      turn += 1
    }
  }
}
