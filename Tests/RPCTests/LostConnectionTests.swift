internal import NIOCore
internal import NIOEmbedded
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("A connection that is lost in the middle of a write")
struct LostConnectionTests {
  @Test("Nothing is taken from its streams afterwards")
  func write() throws {
    let channel = EmbeddedChannel()
    let breaking = BreakingHandler()
    let answerBytes = 8 * HTTP2Connection.streamBufferBytes
    let answering = try LongAnswerHandler(channel, answerBytes: answerBytes)
    try channel.pipeline.syncOperations.addHandlers(breaking, answering)
    try channel.writeInbound(ByteBuffer(bytes: Self.request(windowBytes: Int32(answerBytes))))
    // A session that is asked for more after the loss fails.
    #expect(breaking.writeCount == 1 && !answering.connection.hasFailed)
    answering.connection.delegate = nil
    _ = try channel.finish(acceptAlreadyClosed: true)
  }

  /// What a client says that asks once and takes so many bytes at once.
  private static func request(windowBytes: Int32) throws -> [UInt8] {
    var settings = SessionSettings(role: .client)
    settings.streamWindowBytes = windowBytes
    settings.connectionWindowBytes = windowBytes
    let session = try Session(settings)
    let stream = try session.request(HeaderBlock.call("/t/Long"), owner: nil)
    session.end(stream)
    var bytes: [UInt8] = []
    try session.send {
      bytes += $0
      return true
    }
    return bytes
  }
}
