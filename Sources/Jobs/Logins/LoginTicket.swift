package import Cleanup
internal import Logging
internal import Storage
internal import Synchronization

/// Logins of one caller that wait for their answers.
package final class LoginTicket: Sendable {
  private enum State {
    case pending
    case awaited(CheckedContinuation<LoginEnd, Never>)
    case ended(LoginEnd)
  }

  private let state = Mutex(State.pending)
  private let lease: TenantLease
  private let remotes: RemoteDirectories
  private let clock: WallClock
  private let logger: Logger
  /// How many logins there are.
  package let count: Int

  init(
    _ lease: TenantLease, _ remotes: RemoteDirectories, clock: WallClock, _ logger: Logger,
    count: Int = 1
  ) {
    self.lease = lease
    self.remotes = remotes
    self.clock = clock
    self.logger = logger
    self.count = count
  }

  /// The answer to the only login, once it is durable; to be asked for once. When the task is cancelled
  /// nobody waits for it any more, but the login may be done all the same.
  package func answer() async throws(Refusal) -> LoginAnswer {
    guard let answer = try await answers().first else {
      preconditionFailure("A ticket is for one login at least.")
    }
    return try answer.get()
  }

  /// The answers to all logins in their order, once they are durable; asked for as `answer` is.
  package func answers() async throws(Refusal) -> [Result<LoginAnswer, Refusal>] {
    let end = await withTaskCancellationHandler {
      await withCheckedContinuation { wait($0) }
    } onCancel: {
      finish(.refused(Refusal(.interrupted, "The call was left before the login was written.")))
    }
    switch end {
    case .refused(let refusal): throw refusal
    case .committed(let answers):
      try await attempt { () async throws(StorageError) in
        try await lease.database.durable(answers.position)
      }
      // Most have nothing to do with remote directories.
      if answers.value.outside.isEmpty { return answers.value.results }
      return await RemoteLogins(lease, remotes: remotes, clock: clock, logger: logger)
        .finish(answers.value)
    }
  }

  /// Tells how the logins ended; what comes second is not heard.
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
