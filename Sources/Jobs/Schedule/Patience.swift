internal import Synchronization

/// Waits for the end of work that tells of its steps, but not for work that stands still.
struct Patience: Sendable {
  private final class Steps: Sendable {
    private let count = Mutex(0)

    var seen: Int { count.withLock { $0 } }

    func add() {
      count.withLock { $0 += 1 }
    }
  }

  private let duration: Duration

  /// Gives up once nothing was told for so long, or at most twice as long.
  init(_ duration: Duration) {
    self.duration = duration
  }

  /// Waits until the news end, or for too long for the next; false when it is the latter.
  func outlasts(_ news: AsyncStream<Void>) async -> Bool {
    let steps = Steps()
    return await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        for await _ in news { steps.add() }
        return true
      }
      group.addTask {
        var seen: Int
        repeat {
          seen = steps.seen
          // A cancelled wait is over: the loop looks at the task itself.
          try? await Task.sleep(for: duration)
        } while !Task.isCancelled && steps.seen != seen
        return false
      }
      let isOver = await group.next() ?? true
      group.cancelAll()
      return isOver
    }
  }
}
