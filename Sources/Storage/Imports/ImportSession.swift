package import Cleanup
internal import Synchronization

/// An import into a directory, from its beginning to its finish or its abandonment.
///
/// A session that is dropped without either leaves rows that nobody sees, and that the next import
/// clears away.
package final class ImportSession: Sendable {
  /// The directory.
  package let directory: DirectoryID
  /// The generation under which the import shows when it is finished.
  package let generation: Int64

  private let database: TenantDatabase
  private let isOver = Mutex(false)
  /// Groups that chunks before found or made.
  private let groups = Mutex(KnownGroups())
  /// What a remote directory has listed so far.
  private let index = Mutex(ListingIndex())

  init(database: TenantDatabase, directory: DirectoryID, generation: Int64) {
    self.database = database
    self.directory = directory
    self.generation = generation
  }

  deinit {
    end()
  }

  /// Stores a chunk, all of it or nothing. Up to 1,000 users and groups are a good size.
  ///
  /// Nobody sees it before the import is finished, so that it need not be on the disk before then.
  /// Errors: `.duplicateItem` with the index in `users` of an external id that came before.
  package func append(
    users: [ImportedUser], groups: [ImportedGroup], at now: Moment
  ) async throws(StorageError) {
    try checkOpen()
    let known = self.groups.withLock(\.self)
    let found = try await database.write(.withNextSynced) {
      [directory, generation] (writer) throws(StorageError) in
      var chunk = try ImportChunk(
        writer, directory: directory, generation: generation, groups: known, at: now)
      try chunk.append(users: users, groups: groups)
      return chunk.groups
    }
    self.groups.withLock { $0 = found.value }
  }

  /// Stores a part of what a remote directory lists, all of it or nothing, and answers how many users and
  /// groups are in it.
  ///
  /// Errors: `.duplicateItem` with the index among the users of an external id that came before.
  @discardableResult
  package func append(
    _ items: [ListedItem], at now: Moment
  ) async throws(StorageError) -> (users: Int, groups: Int) {
    try checkOpen()
    let known = groups.withLock(\.self)
    let found = try await database.write(.withNextSynced) {
      [directory, generation] (writer) throws(StorageError) in
      var chunk = try ImportChunk(
        writer, directory: directory, generation: generation, groups: known, at: now)
      let count = try self.index.withLock { (index) throws(StorageError) in
        try chunk.append(items, to: &index)
      }
      return (groups: chunk.groups, count: count)
    }
    groups.withLock { $0 = found.value.groups }
    return found.value.count
  }

  /// Brings memberships in line with what is stored, when all of it has come.
  package func resolveMembers() async throws(StorageError) {
    try checkOpen()
    let own = try await resolve { (resolution, _) throws(StorageError) in
      try resolution.ownGroups()
    }
    var step: (last: Int64?, place: Int) = (0, 0)
    while let after = step.last {
      step = try await resolve { [step] (resolution, index) throws(StorageError) in
        var place = step.place
        let last = try resolution.resolve(&index, after: after, from: &place, own: own)
        return (last, place)
      }
    }
    try await resolve { (resolution, index) throws(StorageError) in
      try resolution.resolveNesting(&index)
    }
  }

  private func resolve<Value: Sendable>(
    _ body: @Sendable (MembershipResolution, inout ListingIndex) throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    try await database.write(.withNextSynced) {
      [directory, generation] (writer) throws(StorageError) in
      let resolution = MembershipResolution(
        connection: writer.connection, directory: directory, generation: generation)
      return try self.index.withLock { (index) throws(StorageError) in try body(resolution, &index)
      }
    }.value
  }

  /// Makes everything visible in one transaction, together with what `record` writes.
  ///
  /// Errors: `.countMismatch` when other numbers of items were appended than are given here.
  package func finish<Value: Sendable>(
    userCount: Int? = nil, groupCount: Int? = nil, at now: Moment,
    record: @Sendable (TenantWriter, ImportSummary) throws(StorageError) -> Value
  ) async throws(StorageError) -> Committed<Value> {
    try checkOpen()
    let committed = try await database.write {
      [directory, generation] (writer) throws(StorageError) in
      let finish = ImportFinish(
        connection: writer.connection, directory: directory, generation: generation, now: now,
        seen: self.index.withLock(\.seen))
      let summary = try finish.run(userCount: userCount, groupCount: groupCount)
      return try record(writer, summary)
    }
    end()
    return committed
  }

  /// Clears away what was appended. What cannot be cleared now is cleared by the next import.
  package func abandon() async {
    guard !isOver.withLock(\.self) else { return }
    try? await database.clearAbandonedImport(into: directory)
    end()
  }

  private func checkOpen() throws(StorageError) {
    if isOver.withLock(\.self) {
      throw StorageError(.conflict, "the import has ended already")
    }
  }

  private func end() {
    let wasOver = isOver.withLock { isOver in
      defer { isOver = true }
      return isOver
    }
    guard !wasOver else { return }
    index.withLock { $0 = ListingIndex() }
    database.endImport(into: directory)
  }
}
