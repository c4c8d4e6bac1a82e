package import Cleanup
internal import Directories
package import Storage

/// Changes remote directories for manual actions of one tenant: before, what the action wants, and after,
/// what it no longer wanted.
package struct RemoteManualActions: Sendable {
  /// Most users of remote directories in one action.
  package static let maxUsers = 100

  private let users: RemoteUsers
  private let clock: WallClock

  /// Manual actions in a tenant.
  package init(_ database: TenantDatabase, remotes: RemoteDirectories, clock: WallClock) {
    users = RemoteUsers(database, remotes)
    self.clock = clock
  }

  /// Whether a tenant has remote directories that can be changed.
  package static func mayConcern(_ reader: TenantReader) throws(StorageError) -> Bool {
    DirectoryCatalog(try reader.directories()).hasRemoteEditors
  }

  /// Does an action: makes what it wants in remote directories, each with an intent before it, stores it, and
  /// gives back what it no longer wanted. Everything that refuses the action refuses it before.
  ///
  /// `answered` gives the answer of the same request where that was done meanwhile.
  package func perform<Answer: Sendable>(
    _ action: ManualAction, by caller: Caller,
    answered: () async throws(Refusal) -> Answer?,
    store: (ManualPreparation) async throws(Refusal) -> Answer
  ) async throws(Refusal) -> Answer {
    let wanted = try await rehearse(action, by: caller, doubtsListing: true)
    if wanted.isEmpty { return try await store(.none) }
    guard wanted.count <= Self.maxUsers else {
      throw .invalid(
        "users",
        "name at most \(Self.maxUsers) users of remote directories at once, not \(wanted.count)")
    }
    let concerned = wanted.map(\.user)
    await users.take(concerned)
    defer { users.release(concerned) }
    if let answer = try await answered() { return answer }
    let result: Result<Answer, Refusal>
    do throws(Refusal) {
      result = .success(try await store(try await prepare(action, wanted, by: caller)))
    } catch {
      result = .failure(error)
    }
    try await finish(concerned)
    return try result.get()
  }

  private func prepare(
    _ action: ManualAction, _ wanted: [WaitingUser], by caller: Caller
  ) async throws(Refusal) -> ManualPreparation {
    let found = try await attempt { () async throws(StorageError) in
      try await users.read(wanted.map(\.user))
    }
    let waiting = try await open(action, by: caller, found)
    var results = try await attempt { () async throws(StorageError) in
      try await users.make(waiting)
    }
    for one in wanted {
      guard case .failure(let failure)? = found[one.user] else { continue }
      for effect in one.wants.effects { results.changes[effect] = .failed(failure) }
    }
    return ManualPreparation(ledger: RemoteLedger(results))
  }

  /// Settles what an action left behind, stored or not.
  private func finish(_ concerned: [UserID]) async throws(Refusal) {
    try await attempt { () async throws(StorageError) in
      try await LeftIntents(users, clock: clock).settle(of: concerned)
    }
  }

  /// What an action wants of remote directories, by user.
  private func rehearse(
    _ action: ManualAction, by caller: Caller, doubtsListing: Bool = false
  ) async throws(Refusal) -> [WaitingUser] {
    let now = clock.now
    do throws(ManualRehearsal) {
      _ = try await users.database.write(failingWith: ManualRehearsal.self) {
        (writer) throws(ManualRehearsal) in
        let ledger = RemoteLedger(doubtsListing: doubtsListing)
        throw try Self.rehearse(action, ledger, by: caller, at: now, in: writer)
      }
      return []
    } catch {
      switch error {
      case .refused(let refusal): throw refusal
      case .wants(let waiting): return waiting
      }
    }
  }

  private static func rehearse(
    _ action: ManualAction, _ ledger: RemoteLedger, by caller: Caller, at now: Moment,
    in writer: TenantWriter
  ) throws(ManualRehearsal) -> ManualRehearsal {
    do throws(Refusal) {
      _ = try ManualActions(in: writer, by: caller, at: now, ledger: ledger).perform(action)
    } catch {
      throw .refused(error)
    }
    return .wants(
      Dictionary(grouping: ledger.wants.effects, by: \.user).compactMap { user, effects in
        user.map { WaitingUser(user: $0, wants: RemoteWants(effects)) }
      })
  }

  /// Brings users up to what their directories say, and stores what is still to be taken.
  private func open(
    _ action: ManualAction, by caller: Caller,
    _ found: [UserID: Result<RemoteUser, EffectFailure>]
  ) async throws(Refusal) -> [WaitingUser] {
    let now = clock.now
    _ = try await attempt { () async throws(StorageError) in
      try await users.database.write { (writer) throws(StorageError) in
        for case (let user, .success(let current)) in found {
          try writer.refresh(user, from: current, at: now)
        }
      }
    }
    let waiting = try await rehearse(action, by: caller).filter { one in
      if case .failure? = found[one.user] { return false }
      return true
    }
    try await attempt { () async throws(StorageError) in
      let committed = try await users.database.write { (writer) throws(StorageError) in
        let scene = try ManualActionScene(action, at: now, in: writer.reader)
        for effect in waiting.flatMap(\.wants.effects) {
          guard let user = effect.user else { continue }
          let intent = effect.intent(
            ofRun: "", by: caller.tokenName, isWakeable: scene.isWakeable(user), at: now)
          if let intent { try writer.openIntent(intent) }
        }
      }
      try await users.database.durable(committed.position)
    }
    return waiting
  }
}
