internal import Messages
internal import RPC

/// Where a handler puts the messages of its stream; it waits while the client reads slowly.
struct Responses<Message: WireMessage>: Sendable {
  let call: ServerCall

  func send(_ message: Message) async throws(Status) {
    try await call.send(encodeMessage(message))
  }

  /// What most small messages have at most, with what stands before each.
  private static var usualBytes: Int { 96 }

  /// Puts messages there in one go.
  func send(contentsOf messages: [Message]) async throws(Status) {
    var batch = MessageBatch(reserving: messages.count * Self.usualBytes)
    Message.withEncoded(each: messages) { batch.append($0) }
    try await call.send(batch)
  }
}
