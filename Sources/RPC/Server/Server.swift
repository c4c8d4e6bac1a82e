internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// A gRPC server: it listens, takes connections on one event loop per core, and ends gracefully.
package final class Server: Sendable {
  private static let backlog: Int32 = 1024
  private static let writeMarks = ChannelOptions.Types.WriteBufferWaterMark(
    low: 32 * 1024, high: 128 * 1024)

  /// How many bytes are read from a connection at once.
  private static let receiveBuffers = AdaptiveRecvByteBufferAllocator(
    minimum: 1024, initial: 4096, maximum: 8 * 1024)

  /// The address that the server listens on.
  package let host: String
  /// The port that the server listens on.
  package let port: Int

  private let configuration: ServerConfiguration
  private let group: MultiThreadedEventLoopGroup
  private let listener: any Channel
  private let registry: ConnectionRegistry
  private let certificates: ServerCertificates?
  private let closed: EventLoopPromise<Void>

  private init(
    _ configuration: ServerConfiguration, group: MultiThreadedEventLoopGroup,
    listener: any Channel, registry: ConnectionRegistry, certificates: ServerCertificates?
  ) {
    self.certificates = certificates
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
    let certificates = try ServerCertificates(configuration)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoopCount)
    // Its promise may be settled after the server's own loops are gone.
    let registry = ConnectionRegistry(
      configuration.limits, loop: MultiThreadedEventLoopGroup.singleton.any())
    let bootstrap = bootstrap(configuration, methods, group, registry, certificates)
    do {
      let listener = try await bootstrap.bind(to: address).get()
      certificates?.watch(on: group.any())
      return Server(
        configuration, group: group, listener: listener, registry: registry,
        certificates: certificates)
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

  /// Reads the certificates again, changed or not; ones that cannot be used are logged, and the
  /// old ones stay.
  package func reloadCertificates() async {
    guard let certificates else { return }
    try? await NIOThreadPool.singleton.runIfActive { certificates.look(readsAnyway: true) }
  }

  /// Returns when a shutdown has ended.
  package func waitUntilClosed() async {
    try? await closed.futureResult.get()
  }

  private static func bootstrap(
    _ configuration: ServerConfiguration, _ methods: MethodTable,
    _ group: MultiThreadedEventLoopGroup, _ registry: ConnectionRegistry,
    _ certificates: ServerCertificates?
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: backlog)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.writeBufferWaterMark, value: writeMarks)
      // One read of a limited size in each turn of the loop: a connection that sends without end lets
      // the others have their turn, whatever its bytes cost.
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelOption(.recvAllocator, value: receiveBuffers)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try initialize(channel, configuration, methods, registry, certificates?.context)
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
