internal import Cleanup
internal import Synchronization

/// Lets one piece of work at a time change a user in remote directories: between reading the user, changing it,
/// and storing what came of it, nobody else does the same.
final class RemoteTurns: Sendable {
  /// Whose turn it is.
  struct Key: Hashable {
    let tenant: TenantID
    let user: UserID
  }

  private struct Waiting {
    let keys: Set<Key>
    let start: CheckedContinuation<Void, Never>
  }

  private struct State {
    var busy: Set<Key> = []
    var waiting: [Waiting] = []

    /// Those whose turn it is now, in the order in which they came.
    mutating func next() -> [CheckedContinuation<Void, Never>] {
      var (starting, still, wanted) = ([CheckedContinuation<Void, Never>](), [Waiting](), busy)
      for one in waiting {
        if wanted.isDisjoint(with: one.keys) {
          busy.formUnion(one.keys)
          starting.append(one.start)
        } else {
          still.append(one)
        }
        wanted.formUnion(one.keys)
      }
      waiting = still
      return starting
    }
  }

  private let state = Mutex(State())

  /// Waits until nobody else is at work on any of some users.
  func take(_ keys: Set<Key>) async {
    await withCheckedContinuation { start in
      let starting = state.withLock { state in
        state.waiting.append(Waiting(keys: keys, start: start))
        return state.next()
      }
      for one in starting { one.resume() }
    }
  }

  /// Whether somebody waits for one of some users.
  func isAwaited(_ keys: Set<Key>) -> Bool {
    state.withLock { state in state.waiting.contains { !$0.keys.isDisjoint(with: keys) } }
  }

  /// Ends the work on users whose turn it was.
  func release(_ keys: Set<Key>) {
    let starting = state.withLock { state in
      state.busy.subtract(keys)
      return state.next()
    }
    for one in starting { one.resume() }
  }
}
