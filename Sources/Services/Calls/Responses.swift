internal import Messages
internal import RPC

/// Where a handler puts the messages of its stream; it waits while the client reads slowly.
struct Responses<Message: WireMessage>: Sendable {
  let call: ServerCall

  func send(_ message: Message) async throws(Status) {
    try await call.send(encodeMessage(message))
  }

  /// Puts messages there in one go.
  func send(contentsOf messages: [Message]) async throws(Status) {
    try await call.send(contentsOf: encodeMessages(messages))
  }
}
