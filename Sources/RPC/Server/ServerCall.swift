package import NIOCore

/// A streaming call as its handler sees it.
package struct ServerCall: Sendable {
  /// What is known about the call.
  package let context: CallContext

  /// The messages of the client, in order; one task may iterate at a time. The client is held back
  /// while the handler takes none.
  package var requests: RequestStream { RequestStream(reference: context.reference) }

  /// Sends a message; returns once there is room for another, which is when the client reads.
  ///
  /// It throws once the call is over: cancelled, past its deadline or with a message that is too
  /// large.
  package func send(_ message: ByteBuffer) async throws(Status) {
    try await context.reference.send(message)
  }
}
