package import NIOCore

/// The messages of a server as a sequence, which ends when the call went well.
package struct ResponseStream: AsyncSequence, Sendable {
  /// A whole message.
  package typealias Element = ByteBuffer
  /// Why there are no more messages.
  package typealias Failure = Status

  let call: ClientCall

  /// Takes the messages one by one.
  package struct AsyncIterator: AsyncIteratorProtocol {
    let call: ClientCall

    /// The next message, or `nil` after the last one; throws the call's status unless it is OK.
    package mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(Status) -> ByteBuffer? {
      try await call.next()?.bytes
    }
  }

  /// An iterator; all of them take from the same messages.
  package func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(call: call)
  }
}
