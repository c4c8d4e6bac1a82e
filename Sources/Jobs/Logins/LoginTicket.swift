package import Cleanup
internal import Storage
internal import Synchronization

/// A login that waits for its answer.
package final class LoginTicket: Sendable {
  private enum State {
    case pending
    case awaited(CheckedContinuation<LoginEnd, Never>)
    case ended(LoginEnd)
  }

  private let state = Mutex(State.pending)
  private let database: TenantDatabase

  init(_ database: TenantDatabase) {
    self.database = database
  }

  /// The answer, once it is durable; to be asked for once. When the task is cancelled nobody waits for
  /// it any more, but the login may be done all the same.
  package func answer() async throws(Refusal) -> LoginAnswer {
    let end = await withTaskCancellationHandler {
      await withCheckedContinuation { wait($0) }
    } onCancel: {
      finish(.refused(Refusal(.interrupted, "The call was left before the login was written.")))
    }
    switch end {
    case .refused(let refusal): throw refusal
    case .committed(let answer):
      try await attempt { () async throws(StorageError) in
        try await database.durable(answer.position)
      }
      return answer.value
    }
  }

  /// Tells how the login ended; what comes second is not heard.
  func finish(_ end: LoginEnd) {
    let waiting = state.withLock { state -> CheckedContinuation<LoginEnd, Never>? in
      switch state {
      case .pending: state = .ended(end)
      case .awaited(let continuation):
        state = .ended(end)
        return continuation
      case .ended: break
      }
      return nil
    }
    waiting?.resume(returning: end)
  }

  private func wait(_ continuation: CheckedContinuation<LoginEnd, Never>) {
    let end = state.withLock { state -> LoginEnd? in
      if case .ended(let end) = state { return end }
      state = .awaited(continuation)
      return nil
    }
    if let end { continuation.resume(returning: end) }
  }
}
