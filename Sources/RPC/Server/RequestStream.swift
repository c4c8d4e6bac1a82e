package import NIOCore

/// The messages of a client as a sequence, which ends when the client has sent its last.
package struct RequestStream: AsyncSequence, Sendable {
  /// A whole message.
  package typealias Element = ByteBuffer
  /// Why there are no more messages.
  package typealias Failure = Status

  let reference: CallReference<ServerStream>

  /// Takes the messages one by one.
  package struct AsyncIterator: AsyncIteratorProtocol {
    let reference: CallReference<ServerStream>

    /// The next message, or `nil` after the last one; throws when the call was cancelled.
    package mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(Status) -> ByteBuffer? {
      try await reference.next()?.bytes
    }
  }

  /// An iterator; all of them take from the same messages.
  package func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(reference: reference)
  }
}
