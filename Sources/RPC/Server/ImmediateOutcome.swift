internal import NIOCore

/// What came of asking a handler that answers at once.
enum ImmediateOutcome {
  /// It has answered; the status is still to be sent.
  case answered
  /// It leaves the call to the other handler.
  case unanswered
  /// It has answered with a message that is to be compressed, which takes its time elsewhere.
  case toCompress(ByteBuffer)
  /// It failed, after its answer or without one.
  case failed(Status, isAnswered: Bool)
}
