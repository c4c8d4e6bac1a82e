internal import Cleanup
internal import Directories
internal import Storage

extension RemoteUsers {
  /// Finds out which intents were carried out.
  ///
  /// Of a user of whom anything was taken, the rest counts as failed; of others nothing was made, and they are
  /// judged anew.
  func look(
    for intents: [Intent]
  ) async throws(StorageError) -> (results: RemoteResults, notMade: [RemoteEffect]) {
    let found = try await read(Array(Set(intents.map(\.user))))
    let wanted = try await orders(
      Dictionary(grouping: intents, by: \.user).map { user, intents in
        WaitingUser(user: user, wants: RemoteWants(intents.map(RemoteEffect.init)))
      }
    ).orders
    var (results, notMade) = (RemoteResults(), [RemoteEffect]())
    for (user, orders) in wanted {
      guard let found = found[user] else { continue }
      let changes = Self.changes(orders, found)
      if changes.values.allSatisfy({ $0 == .failed(Self.interrupted) }) {
        notMade += changes.keys
      } else {
        results.changes.merge(changes) { $1 }
      }
    }
    // Users who are gone from here keep nothing.
    let known = Set(results.changes.keys).union(notMade)
    notMade += intents.map(RemoteEffect.init).filter { !known.contains($0) }
    return (results, notMade)
  }

  private static func changes(
    _ orders: [RemoteOrder], _ found: Result<RemoteUser, EffectFailure>
  ) -> [RemoteEffect: AppliedChange] {
    var changes: [RemoteEffect: AppliedChange] = [:]
    for order in orders {
      changes[order.effect] =
        switch found {
        case .success(let user): order.isReached(by: user) ? .changed : .failed(interrupted)
        case .failure(let failure):
          failure.code == .vanished ? .failed(failure) : .unclear(failure)
        }
    }
    return changes
  }

  private static let interrupted = EffectFailure(
    .directoryUnavailable, "The service stopped before the directory was told.")

  /// Takes back what was made for some intents of which nobody wants anything any more.
  ///
  /// What was taken and cannot be given back now is held, so that the next login gives it back. What was given
  /// and cannot be taken back stays noted.
  func takeBack(
    _ isMeant: @Sendable (Intent) -> Bool, by clock: WallClock
  ) async throws(StorageError) {
    let intents = try await left(isMeant)
    if intents.isEmpty { return }
    let results = try await make(
      Dictionary(grouping: intents, by: \.user).map { user, intents in
        WaitingUser(user: user, wants: RemoteWants(intents.map { RemoteEffect($0).inverse }))
      })
    // What was not answered because the process stops is done when it starts again.
    if Task.isCancelled { return }
    _ = try await database.write { (writer) throws(StorageError) in
      for intent in intents {
        guard let change = results.changes[RemoteEffect(intent).inverse] else { continue }
        try Self.settle(intent, takenBack: change, at: clock.now, in: writer)
      }
    }
  }

  /// Intents of which what was made has to be taken back; what somebody else has taken or given since is theirs.
  private func left(
    _ isMeant: @Sendable (Intent) -> Bool
  ) async throws(StorageError) -> [Intent] {
    let intents = try await database.read { (reader) throws(StorageError) in
      try reader.intents().filter { $0.isTakenBack && isMeant($0) }
    }
    if intents.isEmpty { return [] }
    return try await database.write { (writer) throws(StorageError) in
      var own: [Intent] = []
      for intent in intents {
        let effect = RemoteEffect(intent)
        if try writer.isOurs(effect) {
          own.append(intent)
        } else {
          try writer.closeIntent(of: effect)
        }
      }
      return own
    }.value
  }

  private static func settle(
    _ intent: Intent, takenBack change: AppliedChange, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) {
    let effect = RemoteEffect(intent)
    guard let failure = change.notGiven else {
      try writer.noteTakenBack(intent, at: now)
      return try writer.closeIntent(of: effect)
    }
    if failure.code == .vanished { return try writer.closeIntent(of: effect) }
    if effect.taking == nil { return }
    try writer.hold(
      intent, isKnown: false,
      because: "the user came back while this was done, and it could not be given back: "
        + failure.message, at: now)
  }
}
