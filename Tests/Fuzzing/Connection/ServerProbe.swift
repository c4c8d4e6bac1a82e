internal import HTTP2
internal import Logging
internal import NIOCore
internal import NIOEmbedded

@testable internal import RPC

/// A connection of the server on a channel in memory.
final class ServerProbe: ConnectionProbe {
  private let channel = EmbeddedChannel()
  private let server: ServerConnection
  private let registry: ConnectionRegistry
  private var sent = SentFrames(prefaceBytes: 0)
  private var first: [UInt8] = []

  init() throws(Finding) {
    var configuration = ServerConfiguration()
    configuration.limits = Self.limits
    configuration.logger = Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }
    registry = ConnectionRegistry(Self.limits, loop: channel.embeddedEventLoop)
    do {
      server = try ServerConnection(
        channel: channel, configuration: configuration, methods: FuzzMethods.table,
        registry: registry)
      try channel.pipeline.syncOperations.addHandler(ServerChannelHandler(server))
      try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    } catch {
      throw Finding("there is no connection: \(error)")
    }
  }

  deinit {
    registry.abandon()
  }

  /// Small enough for an input to reach.
  private static var limits: ServerLimits {
    var limits = ServerLimits()
    limits.maxMessageBytes = 2000
    limits.maxMetadataBytes = 1000
    // Streams alone count as most of it.
    limits.maxBytesPerConnection = 40_000
    limits.maxConnections = 1
    limits.maxStreamsPerConnection = 8
    limits.maxHandlersPerConnection = 8
    return limits
  }

  func receive(_ piece: [UInt8]) throws(Finding) {
    guard channel.isActive else { return }
    if first.count < 3 { first += piece.prefix(3) }
    do {
      try channel.writeInbound(ByteBuffer(bytes: piece))
    } catch {
      throw Finding("an error went through the connection: \(error)")
    }
    try settle()
  }

  func setWritable(_ isWritable: Bool) {
    guard channel.isWritable != isWritable else { return }
    channel.isWritable = isWritable
    channel.pipeline.fireChannelWritabilityChanged()
  }

  func drain() {
    registry.startDrain()
  }

  func end() throws(Finding) {
    try settle()
    channel.close(promise: nil)
    try settle()
    try expect(server.runningHandlers == 0, "\(server.runningHandlers) handlers still run")
    try expect(server.connection.session.isQuiet, "streams are open on no connection")
    // Frames that the session had no time to send go with it.
    let frames = server.connection.session.queuedFrames * HeldBytes.perFrame
    try expect(
      server.heldBytes == frames, "\(server.heldBytes) bytes are held for no connection")
    try expect(registry.count == 0, "a lost connection is still known")
    // What was to happen later holds on to the channel until it has.
    channel.embeddedEventLoop.advanceTime(by: .seconds(60))
  }

  private func settle() throws(Finding) {
    channel.embeddedEventLoop.run()
    try expect(
      server.runningHandlers <= Self.limits.maxHandlersPerConnection, "too many handlers run")
    try expect(
      server.heldBytes <= 2 * Self.limits.maxBytesPerConnection,
      "\(server.heldBytes) bytes are held for one connection")
    while let output = try? channel.readOutbound(as: ByteBuffer.self) {
      // What speaks HTTP/1 gets an answer in HTTP/1.
      if first.starts(with: "PRI".utf8) { try sent.receive(output) }
    }
  }
}
