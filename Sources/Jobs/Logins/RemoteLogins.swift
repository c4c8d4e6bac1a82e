internal import Cleanup
internal import Directories
internal import Logging
internal import Storage

/// Logins that need changes in remote directories, of one tenant.
///
/// An intent of what is given back stands before it: after a crash the next listing knows that a login has
/// opened the account, and what nobody wants any more is taken back. Somebody who is created needs none: the
/// next login finds whom the last one created.
struct RemoteLogins: Sendable {
  private let lease: TenantLease
  private let users: RemoteUsers
  private let clock: WallClock
  private let logger: Logger

  init(_ lease: TenantLease, remotes: RemoteDirectories, clock: WallClock, logger: Logger) {
    self.lease = lease
    users = RemoteUsers(lease.database, remotes)
    self.clock = clock
    self.logger = logger
  }

  /// Answers to logins, after those that wait for remote directories were done, one after the other.
  ///
  /// What was begun is brought to its end even when nobody waits for the answer any more.
  func finish(_ answers: LoginAnswers) async -> [Result<LoginAnswer, Refusal>] {
    var answers = answers
    for one in answers.outside {
      answers.finish(one, await Task { await answer(one.order, one.wants) }.value)
    }
    return answers.results
  }

  private func answer(
    _ order: LoginOrder, _ wants: RemoteWants
  ) async -> Result<LoginAnswer, Refusal> {
    let concerned = wants.effects.compactMap(\.user)
    await users.take(concerned)
    defer { users.release(concerned) }
    do throws(StorageError) {
      // What an earlier login of theirs, which was never answered, has left.
      try await settleLeft(concerned)
      switch try await prepare(order, wants) {
      case .success(let done): return told(done)
      case .failure(.refused(let refusal)): return .failure(refusal)
      case .failure(.wants(let wants)):
        let answer = try await write(order, try await make(wants))
        try await settleLeft(concerned)
        return answer
      }
    } catch {
      return .failure(Refusal(error))
    }
  }

  private func settleLeft(_ concerned: [UserID]) async throws(StorageError) {
    try await LeftIntents(users, clock: clock).settle(of: concerned)
  }

  /// Reads whom the login would change, and looks what it wants then; it may be nothing any more.
  private func prepare(
    _ order: LoginOrder, _ wants: RemoteWants
  ) async throws(StorageError) -> Result<LoginWork.Done, LoginStop> {
    let found = try await users.read(Array(Set(wants.effects.compactMap(\.user))))
    let clock = clock
    let committed = try await users.database.write { (writer) throws(StorageError) in
      for (user, result) in found { try Self.note(result, of: user, at: clock.now, in: writer) }
      let batch = LoginBatch(in: writer, at: clock.now, groups: nil)
      let result = try batch.write(order, RemoteLedger())
      try batch.finish()
      if case .failure(.wants(let wants)) = result {
        try Self.open(wants, by: order.caller, at: clock.now, in: writer)
      }
      return result
    }
    try await users.database.durable(committed.position)
    return committed.value
  }

  /// Opens intents of what is given back; what was never taken belongs to nobody.
  private static func open(
    _ wants: RemoteWants, by caller: Caller, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) {
    for effect in wants.effects where effect.taking == nil {
      guard try writer.isOurs(effect),
        let intent = effect.intent(ofLoginToldBy: caller.tokenName, at: now)
      else { continue }
      try writer.openIntent(intent)
    }
  }

  /// Brings what is kept of a user up to what the directory says; whoever is gone there is nobody's login.
  private static func note(
    _ found: Result<RemoteUser, EffectFailure>, of user: UserID, at now: Moment,
    in writer: TenantWriter
  ) throws(StorageError) {
    switch found {
    case .success(let current): try writer.refresh(user, from: current, at: now)
    case .failure(let failure) where failure.code == .vanished:
      guard let facts = try writer.reader.facts(of: user) else { return }
      try writer.noteGone(user, from: facts.directory, at: now)
    case .failure: break
    }
  }

  /// Makes what a login wants: first the user, if there is none.
  private func make(_ wants: RemoteWants) async throws(StorageError) -> RemoteResults {
    var waiting: [UserID: [RemoteEffect]] = [:]
    for effect in wants.effects {
      if let user = effect.user { waiting[user, default: []].append(effect) }
    }
    var results = try await users.make(
      waiting.map { WaitingUser(user: $0, wants: RemoteWants($1)) })
    guard let creation = wants.creation else { return results }
    let created = await users.create(creation)
    results.creation = created
    for effect in wants.effects where effect.user == nil {
      switch created {
      case .failure(let failure): results.changes[effect] = .failed(failure)
      case .success(let id): results.changes[effect] = try await users.make(effect, of: id)
      }
    }
    return results
  }

  /// Writes down a login for which everything was made, or failed.
  private func write(
    _ order: LoginOrder, _ results: RemoteResults
  ) async throws(StorageError) -> Result<LoginAnswer, Refusal> {
    let clock = clock
    let committed = try await users.database.write { (writer) throws(StorageError) in
      let batch = LoginBatch(in: writer, at: clock.now, groups: nil)
      let ledger = RemoteLedger(results)
      let result = try batch.write(order, ledger)
      try batch.finish()
      // Of a login that was refused nothing was wanted.
      let isKept = (try? result.get()) != nil
      try writer.settleIntents(of: isKept ? ledger : RemoteLedger(results))
      return result
    }
    try await users.database.durable(committed.position)
    switch committed.value {
    case .success(let done): return told(done)
    case .failure(.refused(let refusal)): return .failure(refusal)
    case .failure(.wants):
      preconditionFailure("A ledger of results notes nothing that is wanted.")
    }
  }

  private func told(_ done: LoginWork.Done) -> Result<LoginAnswer, Refusal> {
    if done.isTold { logger.note([done.answer.obstacles], users.database.id) }
    return .success(done.answer)
  }
}
