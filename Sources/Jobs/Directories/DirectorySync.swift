package import Cleanup
internal import Directories
package import Storage

/// Lists remote directories of one tenant into its database.
package struct DirectorySync: Sendable {
  /// Most items that are stored in one transaction.
  static let itemsAtOnce = 1000

  private let database: TenantDatabase
  private let remotes: RemoteDirectories
  private let clock: WallClock

  /// Lists directories of a tenant.
  package init(
    _ database: TenantDatabase, remotes: RemoteDirectories, clock: WallClock
  ) {
    self.database = database
    self.remotes = remotes
    self.clock = clock
  }

  /// Finds out what a directory can do; changes nothing in it.
  package func probe(_ settings: DirectorySettings) async throws(Refusal) -> DirectoryProbe {
    let directory = try await directory(settings)
    do {
      return try await directory.probe()
    } catch {
      throw Refusal(error, of: settings.name)
    }
  }

  /// Lists a directory, and makes the listing visible when it is complete. What makes it fail is kept
  /// with the directory, whose users count as incomplete from then on.
  package func sync(
    _ settings: DirectorySettings, by caller: Caller,
    progress: @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(Refusal) -> ImportSummary {
    let session = try await begin(settings)
    do {
      let directory = try await directory(settings)
      try await fill(session, from: directory, settings, progress)
      return try await finish(session, settings, by: caller)
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
        _ = try await sync(settings, by: caller) { progress(settings.name, $0) }
      } catch {
        if Self.stopsAll(error) { throw error }
      }
    }
  }

  /// Whether what kept one directory from being listed is no matter of that directory.
  private static func stopsAll(_ refusal: Refusal) -> Bool {
    switch refusal.reason {
    case .directoryUnavailable, .directoryUnusable, .secretUnusable, .importInProgress: false
    default: true
    }
  }

  private func directory(
    _ settings: DirectorySettings
  ) async throws(Refusal) -> any RemoteDirectory {
    let sealed = try await attempt { () async throws(StorageError) in
      try await database.read { (reader) throws(StorageError) in
        try reader.secret(of: settings.id)
      }
    }
    if let sealed, let again = remotes.resealed(sealed, of: settings.id, tenant: database.id) {
      _ = try await attempt { () async throws(StorageError) in
        try await database.write { (writer) throws(StorageError) in
          // Unless somebody has given another one meanwhile.
          guard try writer.reader.secret(of: settings.id) == sealed else { return }
          try writer.putSecret(again, of: settings.id)
        }
      }
    }
    return try remotes.directory(settings, sealed: sealed, tenant: database.id)
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
    let listing = try await listing(of: directory, settings)
    var next = try await part(of: listing, settings)
    while let items = next {
      async let stored = result(of: { () async throws(Refusal) in
        try await store(items, session, settings)
      })
      next = try await part(of: listing, settings)
      try await stored.get()
      for item in items {
        switch item {
        case .user: count.users += 1
        case .group: count.groups += 1
        case .members: break
        }
      }
      progress(count)
    }
    try await attempt { () async throws(StorageError) in try await session.resolveMembers() }
  }

  /// What came of something, which `async let` would forget the kind of error of.
  private func result(
    of body: () async throws(Refusal) -> Void
  ) async -> Result<Void, Refusal> {
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

  private func part(
    of listing: any DirectoryListing, _ settings: DirectorySettings
  ) async throws(Refusal) -> [ListedItem]? {
    do {
      return try await listing.next()
    } catch {
      throw Refusal(error, of: settings.name)
    }
  }

  private func store(
    _ items: [ListedItem], _ session: ImportSession, _ settings: DirectorySettings
  ) async throws(Refusal) {
    var rest = items[...]
    while !rest.isEmpty {
      do {
        try await session.append(Array(rest.prefix(Self.itemsAtOnce)), at: clock.now)
      } catch {
        guard case .duplicateItem = error.code else { throw Refusal(error) }
        throw Refusal(
          .directoryUnusable,
          "The directory \"\(settings.name)\" listed the id of a user twice, so that nothing of the"
            + " listing was kept: list it again, and name another attribute for ids if it stays so."
        )
      }
      rest = rest.dropFirst(Self.itemsAtOnce)
    }
  }

  private func finish(
    _ session: ImportSession, _ settings: DirectorySettings, by caller: Caller
  ) async throws(Refusal) -> ImportSummary {
    let now = clock.now
    return try await attempt { () async throws(StorageError) in
      let committed = try await session.finish(at: now) {
        (writer, summary) throws(StorageError) in
        guard try writer.reader.directory(settings.id)?.remote == settings.remote else {
          throw StorageError(
            .conflict, "the directory's settings changed while it was listed: list it again")
        }
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
        try writer.noteFailure(failure, of: settings.id)
        try writer.audit(.syncFailed(failure, of: settings.name, by: caller))
      }
    }
  }
}
