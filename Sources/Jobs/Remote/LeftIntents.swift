internal import Cleanup
internal import Directories
internal import Storage

/// Intents that were left open, of persons, of logins and of runs that are over: what was made for them was not stored, or
/// the process ended.
struct LeftIntents: Sendable {
  private let users: RemoteUsers
  private let clock: WallClock

  init(_ users: RemoteUsers, clock: WallClock) {
    self.users = users
    self.clock = clock
  }

  /// Settles those of an action or a login that just ended, of users whose turn was taken.
  func settle(of concerned: [UserID]) async throws(StorageError) {
    let concerned = Set(concerned)
    try await settle { intent in intent.runID.isEmpty && concerned.contains(intent.user) }
  }

  /// Settles those that an earlier process left, but those of a run that goes on.
  func settle(openedBefore moment: Moment) async throws(StorageError) {
    let (left, running) = try await users.database.read { (reader) throws(StorageError) in
      (try reader.intents(openedBefore: moment), try reader.runningRun()?.id)
    }
    let concerned = left.filter { $0.runID != running }.map(\.user)
    if concerned.isEmpty { return }
    await users.take(concerned)
    defer { users.release(concerned) }
    try await settle { intent in intent.openedAt < moment && intent.runID != running }
  }

  /// Looks what was made of each: it is stored as the action would have stored it, and what was taken is given
  /// back where the user has logged in since and may come back by that.
  private func settle(
    _ isMeant: @Sendable (Intent) -> Bool
  ) async throws(StorageError) {
    let intents = try await users.database.read { (reader) throws(StorageError) in
      try reader.intents()
    }.filter(isMeant)
    if intents.isEmpty { return }
    let (results, notMade) = try await users.look(for: intents.filter { !$0.isTakenBack })
    // What was not answered because the process stops is looked for when it starts again.
    if Task.isCancelled { return }
    let clock = clock
    _ = try await users.database.write { (writer) throws(StorageError) in
      for effect in notMade { try writer.closeIntent(of: effect) }
      for intent in intents {
        guard let change = results.changes[RemoteEffect(intent)] else { continue }
        try Self.store(intent, change, at: clock.now, in: writer)
      }
    }
    try await users.takeBack(isMeant, by: clock)
  }

  private static func actor(of intent: Intent) -> String {
    if !intent.runID.isEmpty { return "run/\(intent.runID)" }
    return intent.isLogin
      ? "a login that \(intent.openedBy) told of" : "an action of \(intent.openedBy)"
  }

  private static func store(
    _ intent: Intent, _ change: AppliedChange, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) {
    let effect = RemoteEffect(intent)
    if case .failed = change { return try writer.closeIntent(of: effect) }
    let isKnown = change.notGiven == nil
    let who = actor(of: intent)
    if effect.taking == nil {
      // What may be given or not stays held until it is known to be there.
      guard isKnown else { return try writer.closeIntent(of: effect) }
      return try writer.give(
        intent, because: "\(who), broken off after the directory was changed", at: now)
    }
    if intent.isWakeable, let latest = try writer.reader.latestSignal(of: intent.user),
      latest > intent.openedAt
    {
      return try writer.takeBackIntent(of: intent.user, intent.effect, group: intent.group)
    }
    let end =
      isKnown
      ? "after the directory was changed"
      : "and may have changed the directory, which does not answer"
    try writer.hold(intent, isKnown: isKnown, because: "\(who), broken off \(end)", at: now)
  }
}
