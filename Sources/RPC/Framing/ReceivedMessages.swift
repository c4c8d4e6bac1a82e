/// The messages of a peer as a sequence that also tells how each of them came.
package struct ReceivedMessages: AsyncSequence, AsyncIteratorProtocol, Sendable {
  /// A whole message and its flag.
  package typealias Element = ReceivedMessage
  /// Why there are no more messages.
  package typealias Failure = Status

  let take: @Sendable () async throws(Status) -> ReceivedMessage?

  /// The next message, or `nil` after the last one; throws when the call failed.
  package mutating func next(
    isolation actor: isolated (any Actor)?
  ) async throws(Status) -> ReceivedMessage? {
    try await take()
  }

  /// An iterator; all of them take from the same messages.
  package func makeAsyncIterator() -> ReceivedMessages { self }
}
