/// How long a call waits for a connection.
enum Patience: Hashable {
  /// Not beyond the attempt to connect that is under way; not at all after one that failed.
  case failsFast
  /// Until the next attempt to connect has failed: a call that is being repeated.
  case nextAttempt
  /// Until there is one, but not beyond a time.
  case untilReady(Duration)
}
