/// How the program ends. The numbers are part of its interface.
enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
  /// Done.
  case done = 0
  /// Failed.
  case failed = 1
  /// The command line, or a value in it, is wrong.
  case usage = 2
  /// Nobody confirmed the question.
  case notConfirmed = 3
  /// The server refused: a safety limit, a stale analysis, a permission.
  case refused = 4
  /// The server was not reached.
  case unreachable = 5
  /// It ran, but some users failed.
  case partlyFailed = 6
}
