internal import Cleanup
internal import Messages
internal import NIOCore
internal import RPC

/// The messages of a client's stream, read one by one.
struct Requests<Message: WireMessage>: AsyncSequence, Sendable {
  typealias Element = Message

  let call: ServerCall

  /// Tells the client, by the response's headers, that its stream is let in and has begun to act.
  func tellAccepted() {
    call.context.sendInitialMetadata(Metadata())
  }

  struct Iterator: AsyncIteratorProtocol {
    var iterator: RequestStream.AsyncIterator

    mutating func next() async throws -> Message? {
      guard let buffer = try await iterator.next() else { return nil }
      return try decodeMessage(Message.self, buffer)
    }
  }

  func makeAsyncIterator() -> Iterator {
    Iterator(iterator: call.requests.makeAsyncIterator())
  }
}
