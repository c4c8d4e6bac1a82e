/// How long to wait after storage failed or a directory did not answer: longer with every failure in a row.
struct RetryDelay {
  /// The first wait.
  static let first: Duration = .seconds(1)
  /// The longest wait.
  static let longest: Duration = .seconds(60)

  private var next = first

  /// Waits; returns at once when the task is cancelled.
  mutating func wait() async {
    // Nothing tells when a disk or a directory answers again. A cancelled wait is over: whoever waits looks at
    // the task itself.
    try? await Task.sleep(for: next)
    next = min(next * 2, Self.longest)
  }

  /// Something succeeded.
  mutating func reset() {
    next = Self.first
  }
}
