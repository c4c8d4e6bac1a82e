internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// A gRPC server: it listens, takes connections on one event loop per core, and ends gracefully.
package final class Server: Sendable {
  private static let backlog: Int32 = 1024
  private static let writeMarks = ChannelOptions.Types.WriteBufferWaterMark(
    low: 32 * 1024, high: 128 * 1024)

  /// The address that the server listens on.
  package let host: String
  /// The port that the server listens on.
  package let port: Int

  private let configuration: ServerConfiguration
  private let group: MultiThreadedEventLoopGroup
  private let listener: any Channel
  private let registry: ConnectionRegistry
  private let closed: EventLoopPromise<Void>

  private init(
    _ configuration: ServerConfiguration, group: MultiThreadedEventLoopGroup,
    listener: any Channel, registry: ConnectionRegistry
  ) {
    self.configuration = configuration
    self.group = group
    self.listener = listener
    self.registry = registry
    host = listener.localAddress?.ipAddress ?? configuration.host
    port = listener.localAddress?.port ?? configuration.port
    // The server's own loops are gone by the time this completes.
    closed = MultiThreadedEventLoopGroup.singleton.any().makePromise()
  }

  deinit {
    registry.abandon()
    closed.succeed()
  }

  /// Starts to listen; calls are taken from the moment on at which this returns.
  package static func start(
    _ configuration: ServerConfiguration, methods: MethodTable
  ) async throws(RPCError) -> Server {
    let address = try ListenAddress.resolve(configuration)
    let tls = try configuration.tls.map { (files) throws(RPCError) in
      try TLSContexts.server(files)
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoopCount)
    // Its promise may be settled after the server's own loops are gone.
    let registry = ConnectionRegistry(
      configuration.limits, loop: MultiThreadedEventLoopGroup.singleton.any())
    let bootstrap = bootstrap(configuration, methods, group, registry, tls)
    do {
      let listener = try await bootstrap.bind(to: address).get()
      return Server(configuration, group: group, listener: listener, registry: registry)
    } catch {
      registry.abandon()
      try? await group.shutdownGracefully()
      throw ListenAddress.error(error, configuration)
    }
  }

  /// How many connections there are.
  package var connectionCount: Int { registry.count }

  /// Ends gracefully: takes no more connections, lets running calls end within the grace time,
  /// cancels the rest, and returns when everything is closed.
  package func shutdown(grace: Duration = ServerLimits.defaultGrace) async {
    try? await listener.close().get()
    registry.startDrain()
    let registry = registry
    let loop = group.any()
    let graceTimer = loop.scheduleTask(in: TimeAmount(grace)) {
      registry.end(Status(.unavailable, "the server is shutting down"))
    }
    let handlerTime = grace + configuration.limits.cancelledHandlerTime
    let lastTimer = loop.scheduleTask(in: TimeAmount(handlerTime)) { registry.abandon() }
    try? await registry.empty.get()
    graceTimer.cancel()
    lastTimer.cancel()
    try? await group.shutdownGracefully()
    closed.succeed()
  }

  /// Returns when a shutdown has ended.
  package func waitUntilClosed() async {
    try? await closed.futureResult.get()
  }

  private static func bootstrap(
    _ configuration: ServerConfiguration, _ methods: MethodTable,
    _ group: MultiThreadedEventLoopGroup, _ registry: ConnectionRegistry, _ tls: NIOSSLContext?
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: backlog)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.writeBufferWaterMark, value: writeMarks)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try initialize(channel, configuration, methods, registry, tls)
        }
      }
  }

  /// Sets a new channel up; an error closes it.
  private static func initialize(
    _ channel: any Channel, _ configuration: ServerConfiguration, _ methods: MethodTable,
    _ registry: ConnectionRegistry, _ tls: NIOSSLContext?
  ) throws {
    let connection = try ServerConnection(
      channel: channel, configuration: configuration, methods: methods, registry: registry)
    let pipeline = channel.pipeline.syncOperations
    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
    try pipeline.addHandler(ServerChannelHandler(connection))
  }
}
