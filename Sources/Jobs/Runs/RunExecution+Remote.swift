internal import Cleanup
internal import Directories
internal import Storage

extension RunExecution {
  /// Most times that a user is read and a change tried whose directory is not reached.
  static let maxRounds = 3

  /// Settles those who wait for changes in remote directories.
  ///
  /// Each is read anew and judged anew. Then what is to be taken is stored, the changes are made, and outcomes
  /// are stored as after any other effect. Whoever turns out not to be one to act on meanwhile gets back what
  /// was taken.
  ///
  /// A directory that does not answer is waited for; meanwhile it is others' turn at these users.
  mutating func settleWaiting() async throws(StorageError) {
    var wait = DirectoryWait(users)
    var rounds = 0
    while !progress.waiting.isEmpty, !Task.isCancelled {
      if try await settleRound(&wait, isLast: rounds + 1 == Self.maxRounds) {
        rounds += 1
      } else {
        await wait.pause()
      }
    }
  }

  /// One round; false when nothing was done because a directory has to be waited for.
  private mutating func settleRound(
    _ wait: inout DirectoryWait, isLast: Bool
  ) async throws(StorageError) -> Bool {
    let all = progress.waiting.map(\.user)
    await users.take(all)
    defer { users.release(all) }
    let found = try await users.read(all)
    // Whoever could not be read because the process stops is read when it starts again.
    if Task.isCancelled { return true }
    if !users.unread(all, found).isEmpty, wait.goesOn() { return false }
    try await users.database.durable(try await judge(progress.waiting, found))
    if !progress.waiting.isEmpty { try await change(progress.waiting, isLast: isLast) }
    return true
  }

  /// Makes changes and stores what came of them. Whoever was not reached waits for the next round.
  private mutating func change(
    _ waiting: [WaitingUser], isLast: Bool
  ) async throws(StorageError) {
    let results = try await users.make(waiting)
    // What was not answered because the process stops is looked for when it starts again.
    if Task.isCancelled { return }
    let again = isLast ? [] : waiting.filter { $0.wants.effects.allSatisfy(results.isUnreached) }
    let others = Set(waiting.map(\.user)).subtracting(again.map(\.user))
    var reached = results
    for effect in again.flatMap(\.wants.effects) { reached.changes[effect] = nil }
    try await settle(others.sorted(), reached, isRecovered: false, leaving: again)
  }

  /// Settles what an earlier process, or a transaction that failed, left half done.
  mutating func settleIntents() async throws(StorageError) {
    let id = progress.run.id
    let intents = try await users.database.read { (reader) throws(StorageError) in
      try reader.intents(ofRun: id)
    }
    if intents.isEmpty { return }
    let all = intents.map(\.user)
    await users.take(all)
    defer { users.release(all) }
    let (results, notMade) = try await users.look(for: intents.filter { !$0.isTakenBack })
    if Task.isCancelled { return }
    try await commit { (_, writer) throws(StorageError) in
      for effect in notMade { try writer.closeIntent(of: effect) }
    }
    let touched = Set(results.changes.keys.compactMap(\.user)).sorted()
    try await settle(touched, results, isRecovered: true)
  }

  /// Judges users by what their directories say of them now, and stores what is to be taken.
  private mutating func judge(
    _ waiting: [WaitingUser], _ found: [UserID: Result<RemoteUser, EffectFailure>]
  ) async throws(StorageError) -> CommitPosition {
    let run = progress.run.id
    let unread = waiting.compactMap { one in
      found[one.user]?.failure.map { (user: one.user, wants: one.wants, failure: $0) }
    }
    let failures = RemoteResults(
      unread.reduce(into: [:]) { changes, one in
        for effect in one.wants.effects { changes[effect] = .failed(one.failure) }
      })
    let failed = Set(unread.map(\.user))
    return try await commit { (step, writer) throws(StorageError) in
      for one in waiting {
        guard let user = found[one.user]?.success else { continue }
        try writer.refresh(one.user, from: user, at: step.now)
      }
      try step.settle(waiting.map(\.user).filter { !failed.contains($0) }, .rehearsed)
      try step.settle(
        failed.sorted(), .made(RemoteLedger(failures), isRecovered: false))
      for effect in step.progress.waiting.flatMap(\.wants.effects) {
        guard let intent = effect.intent(ofRun: run, at: step.now) else { continue }
        try writer.openIntent(intent)
      }
    }
  }

  /// Stores outcomes of users whose changes were made or failed, and gives back what nobody wants any more.
  private mutating func settle(
    _ touched: [UserID], _ results: RemoteResults, isRecovered: Bool, leaving: [WaitingUser] = []
  ) async throws(StorageError) {
    let ledger = RemoteLedger(results)
    try await commit { (step, writer) throws(StorageError) in
      for effect in leaving.flatMap(\.wants.effects) { try writer.closeIntent(of: effect) }
      step.leave(leaving)
      try step.settle(touched, .made(ledger, isRecovered: isRecovered))
      try writer.settleIntents(of: ledger)
    }
    let run = progress.run.id
    try await users.takeBack({ $0.runID == run }, by: clock)
  }
}

extension Result {
  /// What succeeded; nil for a failure.
  fileprivate var success: Success? { try? get() }

  /// Why it failed; nil for success.
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { return failure }
    return nil
  }
}
