internal import HTTP2
internal import NIOCore
internal import NIOEmbedded

@testable internal import RPC

/// A connection of the client on a channel in memory, with calls that wait for whatever comes.
final class ClientProbe: ConnectionProbe {
  private static let callCount = 4
  private static let maxMessageBytes = 2000

  private let channel = EmbeddedChannel()
  private let client: ClientConnection
  private var sent = SentFrames(prefaceBytes: RawFrames.clientPreface.count)
  /// How many tasks still wait for the end of their call.
  private var waitingCalls = 0
  private var finding: Finding?

  init() throws(Finding) {
    var configuration = ClientConfiguration(host: "127.0.0.1", port: 1)
    configuration.maxMessageBytes = Self.maxMessageBytes
    configuration.maxMetadataBytes = 1000
    let ready = channel.embeddedEventLoop.makePromise(of: Void.self)
    do {
      let address = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
      client = try ClientConnection(
        channel: channel, endpoint: Endpoint(target: configuration.targets[0], address: address),
        configuration: configuration, ready: ready)
      try channel.pipeline.syncOperations.addHandler(
        ClientChannelHandler(client, configuration, ready: ready))
      try channel.connect(to: address).wait()
      for number in 0..<Self.callCount { try begin(number) }
    } catch {
      throw Finding("there is no connection: \(error)")
    }
    try settle()
  }

  func receive(_ piece: [UInt8]) throws(Finding) {
    guard channel.isActive else { return }
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
    client.close()
  }

  func end() throws(Finding) {
    try settle()
    channel.close(promise: nil)
    try settle()
    try expect(waitingCalls == 0, "\(waitingCalls) calls wait on a lost connection")
    try expect(client.connection.session.isQuiet, "streams are open on no connection")
    // What was to happen later holds on to the channel until it has.
    channel.embeddedEventLoop.advanceTime(by: .seconds(60))
  }

  /// Begins a call: the first ones send one message, the later ones leave their side open.
  private func begin(_ number: Int) throws {
    let options = CallOptions(compression: number % 2 == 0 ? .never : .always)
    let opened = try client.open(
      "/t/Talk", options, previousAttempts: 0, deadline: .now() + .hours(1))
    guard let stream = opened else { throw Finding("a new connection takes no calls") }
    let message = FramedMessage(bytes: ByteBuffer(string: "hello"))
    _ = try stream.send(message)
    if number < 2 { stream.finishSending() }
    waitingCalls += 1
    let reference = CallReference(stream)
    let bound = NIOLoopBound(self, eventLoop: channel.embeddedEventLoop)
    Task.immediate(executorPreference: client.connection.executor) {
      if number % 2 == 0 { _ = try? await reference.initialMetadata() }
      do throws(Status) {
        while let message = try await reference.next() {
          bound.value.check(message.bytes.readableBytes)
        }
      } catch {
        // The server may end a call as it likes.
      }
      bound.value.waitingCalls -= 1
    }
  }

  private func check(_ messageBytes: Int) {
    if messageBytes > Self.maxMessageBytes {
      finding = Finding("a message of \(messageBytes) bytes was taken")
    }
  }

  private func settle() throws(Finding) {
    channel.embeddedEventLoop.run()
    if let finding { throw finding }
    while let output = try? channel.readOutbound(as: ByteBuffer.self) {
      try sent.receive(output)
    }
  }
}
