internal import Cleanup
internal import Directories
internal import Storage

/// Reads and changes users where remote directories keep them, outside of any transaction.
struct RemoteUsers: Sendable {
  /// Most users that are asked for or changed at once.
  static let mostAtOnce = 8
  /// How often a user is looked for whose change failed, where somebody waits for the answer: some seconds.
  static let looks = 3

  let database: TenantDatabase
  let access: RemoteAccess
  let troubles: RemoteTroubles
  /// How long a directory that does not answer is waited for; nil where somebody waits for the answer.
  let patience: Duration?
  private let turns: RemoteTurns

  init(_ database: TenantDatabase, _ remotes: RemoteDirectories, isPatient: Bool = false) {
    patience = isPatient ? remotes.patience : nil
    self.database = database
    access = RemoteAccess(database: database, remotes: remotes)
    troubles = remotes.troubles
    turns = remotes.turns
  }

  /// Waits until nobody else is at work on any of some users; to be followed by ``release(_:)``.
  func take(_ users: [UserID]) async {
    await turns.take(keys(users))
  }

  /// Lets others work on users whose turn was taken.
  func release(_ users: [UserID]) {
    turns.release(keys(users))
  }

  private func place(_ directory: DirectoryID) -> DirectoryPlace {
    DirectoryPlace(tenant: database.id, directory: directory)
  }

  private func keys(_ users: [UserID]) -> Set<RemoteTurns.Key> {
    Set(users.map { RemoteTurns.Key(tenant: database.id, user: $0) })
  }

  /// Users as their directories have them now, or why that is not known. Those of embedded directories are
  /// left out.
  func read(
    _ users: [UserID]
  ) async throws(StorageError) -> [UserID: Result<RemoteUser, EffectFailure>] {
    let subjects = try await subjects(users)
    return await Self.concurrently(subjects) { subject in
      (subject.user, await read(subject))
    }
  }

  /// Those of some users who could not be read for a reason that may pass.
  func unread(
    _ users: [UserID], _ found: [UserID: Result<RemoteUser, EffectFailure>]
  ) -> [UserID] {
    users.filter { user in
      if case .failure(let failure)? = found[user] { return failure.mayPass }
      return false
    }
  }

  /// What comes of changes, for each user in order: after one that failed the user's others are not made.
  func make(_ waiting: [WaitingUser]) async throws(StorageError) -> RemoteResults {
    let (orders, strange, gone) = try await orders(waiting)
    let made = await Self.concurrently(orders) { one in (one.key, await make(one.value)) }
    var results = RemoteResults(
      made.values.reduce(into: [:]) { all, some in all.merge(some) { $1 } })
    for effect in strange { results.changes[effect] = .failed(Self.strange) }
    for effect in gone { results.changes[effect] = .failed(Self.gone) }
    return results
  }

  /// Creates a user; its id, or why there is none.
  func create(_ creation: RemoteCreation) async -> Result<String, EffectFailure> {
    do throws(EffectFailure) {
      let (settings, remote) = try await access.writable(creation.directory)
      let user = RemoteNewUser(
        username: creation.user.username, displayName: creation.user.displayName,
        email: creation.user.email)
      do throws(DirectoryError) {
        return .success(try await remote.create(user).user.user.externalID)
      } catch {
        throw EffectFailure(error, of: settings.name)
      }
    } catch {
      return .failure(error)
    }
  }

  /// Makes a change of a user who was just created, by its id.
  func make(
    _ effect: RemoteEffect, of user: String
  ) async throws(StorageError) -> AppliedChange {
    let order = try await database.read { (reader) throws(StorageError) in
      try RemoteOrder(effect, of: user, in: reader)
    }
    return await make(order)
  }

  /// Makes one change; what it wants may be there already.
  func make(_ order: RemoteOrder) async -> AppliedChange {
    let directory = order.effect.directory
    if let failure = troubles.failure(of: place(directory)) { return .failed(failure) }
    do throws(EffectFailure) {
      let (settings, remote) = try await access.writable(directory)
      let applied = await apply(order, in: remote, named: settings.name)
      troubles.note(applied.notGiven, of: place(directory))
      return applied
    } catch {
      troubles.note(error, of: place(directory))
      return .failed(error)
    }
  }

  private func make(_ orders: [RemoteOrder]) async -> [RemoteEffect: AppliedChange] {
    var made: [RemoteEffect: AppliedChange] = [:]
    for order in orders {
      let applied = await make(order)
      made[order.effect] = applied
      guard let failure = applied.notGiven else { continue }
      for rest in orders where made[rest.effect] == nil { made[rest.effect] = .failed(failure) }
      break
    }
    return made
  }

  private func apply(
    _ order: RemoteOrder, in remote: any WritableDirectory, named name: String
  ) async -> AppliedChange {
    do throws(DirectoryError) {
      return try await remote.apply(order.change, to: order.user) ? .changed : .unchanged
    } catch {
      let failure = EffectFailure(error, of: name)
      return error.leavesAllAsItWas
        ? .failed(failure) : await look(order, remote, failure, after: error)
    }
  }

  /// Whether a change that failed was made all the same. One that was not answered in time may still be made,
  /// and one after which the user cannot be seen may have been.
  private func look(
    _ order: RemoteOrder, _ remote: any WritableDirectory, _ failure: EffectFailure,
    after error: DirectoryError
  ) async -> AppliedChange {
    var delay = RetryDelay()
    let deadline = ContinuousClock.now + (patience ?? .zero)
    var looks = 0
    while !Task.isCancelled, looks < Self.looks || ContinuousClock.now < deadline {
      looks += 1
      await delay.wait()
      do throws(DirectoryError) {
        guard let found = try await remote.user(order.user) else {
          // Who was gone before anything could be changed, and still is, was deleted.
          return error.code == .notFound ? .failed(failure) : .unclear(failure)
        }
        if order.isReached(by: found) { return .changed }
        return error.code == .timedOut ? .unclear(failure) : .failed(failure)
      } catch {
        continue
      }
    }
    return .unclear(failure)
  }

  private func read(_ subject: RemoteSubject) async -> Result<RemoteUser, EffectFailure> {
    if let failure = troubles.failure(of: place(subject.directory)) { return .failure(failure) }
    do throws(EffectFailure) {
      let (settings, remote) = try await access.writable(subject.directory)
      let found = try await Self.read(subject, in: remote, named: settings.name)
      troubles.note(nil, of: place(subject.directory))
      return .success(found)
    } catch {
      troubles.note(error, of: place(subject.directory))
      return .failure(error)
    }
  }

  private static func read(
    _ subject: RemoteSubject, in remote: any WritableDirectory, named name: String
  ) async throws(EffectFailure) -> RemoteUser {
    let found: RemoteUser?
    do throws(DirectoryError) {
      found = try await remote.user(subject.externalID)
    } catch {
      throw EffectFailure(error, of: name)
    }
    guard let found else {
      throw EffectFailure(.vanished, "The user is gone from the directory \"\(name)\".")
    }
    return found
  }

  private func subjects(_ users: [UserID]) async throws(StorageError) -> [RemoteSubject] {
    try await database.read { (reader) throws(StorageError) in
      let remote = Set(try reader.directories().filter { $0.remote != nil }.map(\.id))
      var subjects: [RemoteSubject] = []
      for user in users {
        guard let facts = try reader.facts(of: user), remote.contains(facts.directory) else {
          continue
        }
        subjects.append(
          RemoteSubject(user: user, directory: facts.directory, externalID: facts.externalID))
      }
      return subjects
    }
  }

  /// Changes by user, in the words of their directories, and those that would reach into another directory
  /// than the user's, and those of users who are gone.
  func orders(
    _ waiting: [WaitingUser]
  ) async throws(StorageError) -> (
    orders: [(key: UserID, value: [RemoteOrder])], strange: [RemoteEffect], gone: [RemoteEffect]
  ) {
    try await database.read { (reader) throws(StorageError) in
      var orders: [(key: UserID, value: [RemoteOrder])] = []
      var (strange, gone): ([RemoteEffect], [RemoteEffect]) = ([], [])
      for one in waiting {
        guard let facts = try reader.facts(of: one.user) else {
          gone += one.wants.effects
          continue
        }
        var own: [RemoteOrder] = []
        for effect in one.wants.effects {
          if effect.directory == facts.directory {
            own.append(try RemoteOrder(effect, of: facts.externalID, in: reader))
          } else {
            strange.append(effect)
          }
        }
        orders.append((one.user, own))
      }
      return (orders, strange, gone)
    }
  }

  private static let gone = EffectFailure(.vanished, "The user is gone from the directory.")

  private static let strange = EffectFailure(
    .readOnlyDirectory,
    "The group is in another directory than the user, which knows the user by another name: change the"
      + " group at its source.")

  /// Runs work on items, so many at once.
  private static func concurrently<Item: Sendable, Key: Hashable & Sendable, Value: Sendable>(
    _ items: [Item], _ work: @escaping @Sendable (Item) async -> (Key, Value)
  ) async -> [Key: Value] {
    await withTaskGroup(of: (Key, Value).self) { group in
      var rest = items[...]
      for item in rest.prefix(mostAtOnce) { group.addTask { await work(item) } }
      rest = rest.dropFirst(mostAtOnce)
      var results: [Key: Value] = [:]
      while let (key, value) = await group.next() {
        results[key] = value
        if let item = rest.popFirst() { group.addTask { await work(item) } }
      }
      return results
    }
  }
}

extension DirectoryError {
  /// Whether whoever was to be changed is certainly as before: nobody was asked to change anything.
  fileprivate var leavesAllAsItWas: Bool {
    switch code {
    case .forbidden, .untrusted, .invalidSettings, .accountClosed: true
    case .unreachable, .timedOut, .unauthenticated, .notFound, .insufficientRights, .incomplete,
      .busy, .malformed, .refused, .cancelled:
      false
    }
  }
}
