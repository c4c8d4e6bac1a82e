package import Cleanup
internal import Synchronization

extension TenantDatabase {
  /// Users, groups, memberships or holds of a deleted directory that are cleared away in one transaction.
  static let clearedAtOnce = 250

  /// Whether somebody imports into a directory, or lists it.
  package func isImporting(into directory: DirectoryID) -> Bool {
    importing.withLock { $0.contains(directory) }
  }

  /// Clears away what deleted directories have left, in small transactions, so that nobody waits for long;
  /// to its end even when the task was cancelled.
  ///
  /// What nobody sees any more need not be synced by itself: after a loss of power it is cleared away again.
  package func clearDeletedDirectories(at now: Moment) async throws(StorageError) {
    let deleted = try readNow { (reader) throws(StorageError) in try reader.deletedDirectories() }
    guard !deleted.isEmpty else { return }
    try await FileWork.run { () throws(StorageError) in
      for directory in deleted { try self.clear(directory, at: now) }
    }
  }

  private func clear(_ directory: DirectoryID, at now: Moment) throws(StorageError) {
    let most = Self.clearedAtOnce
    try repeating { (writer) throws(StorageError) in
      try writer.abandonSomeHolds(inGroupsOf: directory, at: now, limit: most)
    }
    try step { (writer) throws(StorageError) in try writer.clearPending(of: directory) }
    try forEachPart { (writer, last) throws(StorageError) in
      try writer.clearDeletedUsers(of: directory, after: last, limit: most)
    }
    try repeating { (writer) throws(StorageError) in
      try writer.clearSomeMemberships(inGroupsOf: directory, limit: most)
    }
    try forEachPart { (writer, last) throws(StorageError) in
      try writer.clearDeletedGroups(of: directory, after: last, limit: most)
    }
    _ = try writeBlocking { (writer) throws(StorageError) in
      try writer.clearDeletedDirectory(directory)
    }
  }

  private func step<Value: Sendable>(
    _ body: (TenantWriter) throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    try writeBlocking(.withNextSynced, body).value
  }

  /// Takes steps until one says that there is nothing left.
  private func repeating(
    _ body: (TenantWriter) throws(StorageError) -> Bool
  ) throws(StorageError) {
    while try step(body) {}
  }

  /// Takes steps from row to row until one finds no more.
  private func forEachPart(
    _ body: (TenantWriter, Int64) throws(StorageError) -> Int64?
  ) throws(StorageError) {
    var last: Int64? = 0
    while let after = last {
      last = try step { (writer) throws(StorageError) in try body(writer, after) }
    }
  }
}
