package import Cleanup
internal import Directories
package import Storage

/// Lists remote directories of one tenant into its database.
package struct DirectorySync: Sendable {
  /// Most users and groups that are stored in one transaction, or ten times as many members. Each transaction
  /// writes most pages of the index by name; logins wait for it, some hundredths of a second.
  static let itemsAtOnce = 2500
  /// How long one listing may take.
  package static let maxListingTime = Duration.seconds(3600)

  private let database: TenantDatabase
  private let access: RemoteAccess
  private let clock: WallClock

  /// Lists directories of a tenant.
  package init(
    _ database: TenantDatabase, remotes: RemoteDirectories, clock: WallClock
  ) {
    self.database = database
    access = RemoteAccess(database: database, remotes: remotes)
    self.clock = clock
  }

  /// Finds out what a directory can do, and keeps it; changes nothing in it.
  package func probe(_ directory: DirectoryID) async throws(Refusal) -> DirectoryProbe {
    let (settings, remote) = try await access.open(directory)
    let probe = try await probe(remote, settings)
    let ownAccount = try await ownAccount(remote, settings)
    try await attempt { () async throws(StorageError) in
      _ = try await database.write { (writer) throws(StorageError) in
        guard try writer.reader.directory(directory)?.remote == settings.remote else { return }
        try writer.setCapabilities(probe.capabilities, of: directory)
        try writer.setOwnAccount(ownAccount, of: directory)
      }
    }
    return probe
  }

  private func probe(
    _ remote: any RemoteDirectory, _ settings: DirectorySettings
  ) async throws(Refusal) -> DirectoryProbe {
    do {
      return try await remote.probe()
    } catch {
      throw Refusal(error, of: settings.name)
    }
  }

  /// Lists a directory, and makes the listing visible when it is complete. What makes it fail is kept
  /// with the directory, whose users count as incomplete from then on.
  package func sync(
    _ directory: DirectoryID, by caller: Caller,
    progress: @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(Refusal) -> ImportSummary {
    let settings = try await settings(directory)
    let session = try await begin(settings)
    do throws(Refusal) {
      let (current, remote) = try await access.open(directory)
      guard current.remote == settings.remote else { throw Self.changed(settings) }
      let found = ListedAbilities(
        capabilities: try await probe(remote, settings).capabilities,
        ownAccount: try await ownAccount(remote, settings))
      try await settleLeft()
      try await fill(session, from: remote, settings, progress)
      return try await finish(session, settings, found, by: caller)
    } catch {
      await session.abandon()
      try await note(error, of: settings, by: caller)
      throw error
    }
  }

  /// Lists every remote directory, one after the other. One that cannot be listed keeps its users from
  /// being acted on, and none of the others from being listed.
  package func syncAll(
    by caller: Caller, progress: @Sendable (String, SyncProgress) -> Void = { _, _ in }
  ) async throws(Refusal) {
    let all = try await attempt { () async throws(StorageError) in
      try await database.read { (reader) throws(StorageError) in try reader.directories() }
    }
    for settings in all where settings.remote != nil {
      do {
        _ = try await sync(settings.id, by: caller) { progress(settings.name, $0) }
      } catch {
        if Self.stopsAll(error) { throw error }
      }
    }
  }

  /// Whether what kept one directory from being listed is no matter of that directory.
  private static func stopsAll(_ refusal: Refusal) -> Bool {
    switch refusal.reason {
    case .directoryUnavailable, .directoryUnusable, .secretUnusable: false
    // Among them that it is being listed already: what it has now may be old.
    default: true
    }
  }

  /// Settles what was left half done by actions that are over: a listing leaves alone whom an intent is open for.
  private func settleLeft() async throws(Refusal) {
    try await attempt { () async throws(StorageError) in
      try await LeftIntents(RemoteUsers(database, access.remotes), clock: clock)
        .settle(openedBefore: clock.now)
    }
  }

  private func settings(_ directory: DirectoryID) async throws(Refusal) -> DirectorySettings {
    try await access.stored(directory).settings
  }

  private static func changed(_ settings: DirectorySettings) -> Refusal {
    Refusal(
      .directoryUnusable,
      "The directory \"\(settings.name)\": Its settings changed while it was listed: list it again."
    )
  }

  private func begin(_ settings: DirectorySettings) async throws(Refusal) -> ImportSession {
    guard settings.remote != nil else { throw RemoteDirectories.notRemote(settings.name) }
    do {
      return try await database.beginImport(into: settings.id, mode: .full, at: clock.now)
    } catch  where error.code == .conflict {
      throw Refusal(
        .importInProgress, "\"\(settings.name)\" is being listed already: wait for it.")
    } catch {
      throw Refusal(error)
    }
  }

  /// Stores what is listed; the next part comes while one is stored.
  private func fill(
    _ session: ImportSession, from directory: any RemoteDirectory, _ settings: DirectorySettings,
    _ progress: @Sendable (SyncProgress) -> Void
  ) async throws(Refusal) {
    var count = SyncProgress()
    let deadline = ContinuousClock.now + Self.maxListingTime
    let listing = try await listing(of: directory, settings)
    var next = try await part(of: listing, settings)
    while let items = next {
      async let stored = result(of: { () async throws(Refusal) in
        try await store(items, session, settings)
      })
      next = try await part(of: listing, settings)
      count.add(try await stored.get())
      progress(count)
      if ContinuousClock.now > deadline { throw Self.tooSlow(settings) }
    }
    try await attemptListing(settings) { () async throws(StorageError) in
      try await session.resolveMembers()
    }
  }

  private static func tooSlow(_ settings: DirectorySettings) -> Refusal {
    Refusal(
      .directoryUnusable,
      "The directory \"\(settings.name)\": It was not listed within \(maxListingTime.components.seconds / 60)"
        + " minutes: ask for larger pages, allow more requests, or list fewer users by a filter.")
  }

  /// Runs something of storage that may reject the listing.
  private func attemptListing<Value>(
    _ settings: DirectorySettings, _ body: () async throws(StorageError) -> Value
  ) async throws(Refusal) -> Value {
    do {
      return try await body()
    } catch  where error.code == .rejectedListing {
      throw Refusal(.directoryUnusable, "The directory \"\(settings.name)\": \(error.message)")
    } catch {
      throw Refusal(error)
    }
  }

  /// What came of something, which `async let` would forget the kind of error of.
  private func result<Value: Sendable>(
    of body: () async throws(Refusal) -> Value
  ) async -> Result<Value, Refusal> {
    do {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }

  private func listing(
    of directory: any RemoteDirectory, _ settings: DirectorySettings
  ) async throws(Refusal) -> any DirectoryListing {
    do {
      return try await directory.listing()
    } catch {
      throw Refusal(error, of: settings.name)
    }
  }

  /// What is listed next, as much as is stored in one transaction: each costs the pages that it touches.
  private func part(
    of listing: any DirectoryListing, _ settings: DirectorySettings
  ) async throws(Refusal) -> [ListedItem]? {
    do {
      guard var items = try await listing.next() else { return nil }
      // Members take far more memory than what they are counted as.
      while items.count < Self.itemsAtOnce, case .user? = items.last,
        let more = try await listing.next()
      {
        items += more
      }
      return items
    } catch {
      throw Refusal(error, of: settings.name)
    }
  }

  /// Stores what was listed, and answers how much of what it was.
  private func store(
    _ items: [ListedItem], _ session: ImportSession, _ settings: DirectorySettings
  ) async throws(Refusal) -> SyncProgress {
    var count = SyncProgress()
    for part in ListedParts(items, most: Self.itemsAtOnce) {
      do {
        let stored = try await session.append(part, at: clock.now)
        count.add(SyncProgress(users: stored.users, groups: stored.groups))
      } catch {
        guard case .duplicateItem = error.code else { throw Refusal(error) }
        throw Refusal(
          .directoryUnusable,
          "The directory \"\(settings.name)\" listed the id of a user twice, so that nothing of the"
            + " listing was kept: list it again, and name another attribute for ids if it stays so."
        )
      }
    }
    return count
  }

  private func ownAccount(
    _ remote: any RemoteDirectory, _ settings: DirectorySettings
  ) async throws(Refusal) -> String? {
    do {
      return try await remote.ownAccount()
    } catch {
      throw Refusal(error, of: settings.name)
    }
  }

  private func finish(
    _ session: ImportSession, _ settings: DirectorySettings, _ found: ListedAbilities,
    by caller: Caller
  ) async throws(Refusal) -> ImportSummary {
    let now = clock.now
    return try await attemptListing(settings) { () async throws(StorageError) in
      let committed = try await session.finish(at: now) {
        (writer, summary) throws(StorageError) in
        guard try writer.reader.directory(settings.id)?.remote == settings.remote else {
          throw StorageError(
            .rejectedListing, "Its settings changed while it was listed: list it again.")
        }
        try writer.setCapabilities(found.capabilities, of: settings.id)
        try writer.setOwnAccount(found.ownAccount, of: settings.id)
        try writer.audit(.directorySynced(summary, by: caller, at: now))
        try SeatMeasure.measure(at: now, in: writer)
        try ListingAudit.write(summary, by: caller, at: now, in: writer)
        return summary
      }
      try await database.durable(committed.position)
      return committed.value
    }
  }

  /// Keeps why a listing failed, where it is a matter of the directory.
  private func note(
    _ refusal: Refusal, of settings: DirectorySettings, by caller: Caller
  ) async throws(Refusal) {
    guard !Self.stopsAll(refusal) else { return }
    let failure = ListingFailure(failedAt: clock.now, message: refusal.message)
    _ = try await attempt { () async throws(StorageError) in
      try await database.write { (writer) throws(StorageError) in
        // What was put meanwhile has not failed.
        guard try writer.reader.directory(settings.id)?.remote == settings.remote else { return }
        try writer.noteFailure(failure, of: settings.id)
        try writer.audit(.syncFailed(failure, of: settings.name, by: caller))
      }
    }
  }
}
