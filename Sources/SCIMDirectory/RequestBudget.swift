internal import Directories
internal import Synchronization

/// Spaces requests, so that no minute has more than are allowed.
final class RequestBudget: Sendable {
  private let interval: Duration
  private let time: SCIMTime
  /// From when on the next request may be made.
  private let next = Mutex(Duration.zero)

  /// A budget of so many requests in a minute; 0 means no limit.
  init(requestsPerMinute: Int, _ time: SCIMTime) {
    interval = requestsPerMinute > 0 ? .seconds(60) / requestsPerMinute : .zero
    self.time = time
  }

  /// Waits until a request may be made.
  func take() async throws(DirectoryError) {
    guard interval > .zero else { return }
    let now = time.uptime()
    let start = next.withLock { next in
      let start = max(next, now)
      next = start + interval
      return start
    }
    if start > now { try await time.pause(start - now) }
  }
}
