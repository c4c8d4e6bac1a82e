package import Cleanup
internal import Synchronization

extension TenantDatabase {
  /// Begins an import; what it brings shows only when it is finished.
  ///
  /// What an import before it left unfinished is cleared away first. Errors: `.notFound`,
  /// `.conflict` when another import into the directory is under way.
  package func beginImport(
    into directory: DirectoryID, mode: ImportMode, at now: Moment
  ) async throws(StorageError) -> ImportSession {
    guard importing.withLock({ $0.insert(directory).inserted }) else {
      throw StorageError(.conflict, "another import into this directory is under way")
    }
    do {
      try await clearAbandonedImport(into: directory)
      let begun = try await write { (writer) throws(StorageError) in
        try writer.beginImport(into: directory, mode, at: now)
      }
      return ImportSession(database: self, directory: directory, generation: begun.value)
    } catch {
      endImport(into: directory)
      throw error
    }
  }

  /// Lets another import into the directory begin.
  func endImport(into directory: DirectoryID) {
    _ = importing.withLock { $0.remove(directory) }
  }

  /// Removes what an unfinished import left, a small transaction at a time; to its end even when the
  /// task was cancelled, as it is when a client breaks its import off.
  func clearAbandonedImport(into directory: DirectoryID) async throws(StorageError) {
    let isAbandoned = try readNow { (reader) throws(StorageError) in
      try reader.connection.exists(
        "SELECT 1 FROM imports WHERE directory_id = ?", directory.rawValue)
    }
    guard isAbandoned else { return }
    try await FileWork.run { () throws(StorageError) in
      try self.clearAbandonedImportNow(into: directory)
    }
  }

  private func clearAbandonedImportNow(into directory: DirectoryID) throws(StorageError) {
    var last: Int64? = 0
    while let after = last {
      last = try writeBlocking { (writer) throws(StorageError) in
        try writer.clearAbandonedUsers(of: directory, after: after)
      }.value
    }
    _ = try writeBlocking { (writer) throws(StorageError) in
      try writer.clearAbandonedRest(of: directory)
    }
  }
}
