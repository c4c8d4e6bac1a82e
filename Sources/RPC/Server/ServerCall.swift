package import NIOCore

/// A streaming call as its handler sees it.
package struct ServerCall: Sendable {
  /// What is known about the call.
  package let context: CallContext

  /// The messages of the client, in order; one task may iterate at a time. The client is held back
  /// while the handler takes none.
  package var requests: RequestStream { RequestStream(reference: context.reference) }

  /// The next messages of the client: one that is waited for, and those that came with it, in order and
  /// so many at most; none at the end.
  ///
  /// For small messages, each of which would cost more to take than to read.
  package func requests(atMost most: Int) async throws(Status) -> [ByteBuffer] {
    try await context.reference.next(atMost: most)
  }

  /// The same messages, each with whether it came compressed.
  package var receivedMessages: ReceivedMessages {
    ReceivedMessages { [context] () throws(Status) in try await context.reference.next() }
  }

  /// Sends a message; returns once there is room for another, which is when the client reads.
  ///
  /// It is compressed as chosen, if the client reads gzip.
  /// It throws once the call is over: cancelled, past its deadline or with a message that is too
  /// large.
  package func send(
    _ message: ByteBuffer, compression: MessageCompression = .automatic
  ) async throws(Status) {
    try await context.reference.send(message, compression)
  }

  /// Sends messages in one go, the large ones compressed if that is worth it; returns once there is
  /// room for another. Otherwise as `send`.
  package func send(_ batch: MessageBatch) async throws(Status) {
    try await context.reference.send(batch)
  }
}
