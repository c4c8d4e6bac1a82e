package import Cleanup

extension TenantDatabase {
  /// Complete analyses that keep their verdicts.
  package static let analysesWithVerdicts = 5
  /// Verdicts that are deleted in one transaction.
  static let prunedVerdicts = 1000
  /// Pages that are given back to the file system in one transaction.
  static let vacuumedPages = 256

  /// Deletes verdicts of old analyses and requests of yesterday, and gives their space back; in
  /// small transactions, so that nobody waits for long.
  package func prune(at now: Moment) async throws(StorageError) {
    // Most often this one transaction does it all.
    let left = try await write { (writer) throws(StorageError) in
      try writer.dropOldVerdicts(keeping: Self.analysesWithVerdicts)
      return (
        verdicts: try writer.deleteLeavingVerdicts(limit: Self.prunedVerdicts),
        requests: try Self.forgetSomeRequests(at: now, writer),
        deletions: try writer.reader.hasUnclearedDirectories(),
        pages: try writer.connection.number("PRAGMA freelist_count") > 0
      )
    }.value
    if left.verdicts { while try await deleteSomeVerdicts() {} }
    if left.requests { while try await forgetSomeRequests(at: now) {} }
    // Verdicts were the last to name users of deleted directories.
    if left.verdicts || left.deletions { try await clearDeletedDirectories(at: now) }
    // A replicating process must see every page; it is the one to say when to vacuum.
    let isLess = left.pages || left.verdicts || left.requests || left.deletions
    if isLess, checkpointing == .own { try await vacuum() }
  }

  private func deleteSomeVerdicts() async throws(StorageError) -> Bool {
    try await write { (writer) throws(StorageError) in
      try writer.deleteLeavingVerdicts(limit: Self.prunedVerdicts)
    }.value
  }

  private func forgetSomeRequests(at now: Moment) async throws(StorageError) -> Bool {
    try await write { (writer) throws(StorageError) in
      try Self.forgetSomeRequests(at: now, writer)
    }.value
  }

  /// Whether there may be more of them.
  private static func forgetSomeRequests(
    at now: Moment, _ writer: TenantWriter
  ) throws(StorageError) -> Bool {
    let oldest = now.advanced(bySeconds: -StoredRequest.memorySeconds)
    return try writer.pruneRequests(before: oldest, limit: prunedVerdicts) == prunedVerdicts
  }

  /// Gives free pages back step by step, until none are left or a step frees nothing.
  private func vacuum() async throws(StorageError) {
    var left = Int64.max
    while true {
      let free = try await write { (writer) throws(StorageError) in
        try writer.connection.drain("PRAGMA incremental_vacuum(\(Self.vacuumedPages))")
        return try writer.connection.number("PRAGMA freelist_count")
      }.value
      if free == 0 || free >= left { return }
      left = free
    }
  }
}

extension TenantReader {
  /// Whether `prune` would find anything to do.
  package func hasOldData(at now: Moment) throws(StorageError) -> Bool {
    let hasOldRows = try connection.exists(
      """
      SELECT 1 WHERE EXISTS (SELECT 1 FROM analyses WHERE verdicts_state = 'leaving')
        OR (SELECT count(*) FROM analyses WHERE verdicts_state = 'kept' AND tally IS NOT NULL) > ?
        OR EXISTS (SELECT 1 FROM requests WHERE time < ?)
        OR EXISTS (SELECT 1 FROM directories WHERE generation = -1)
      """, TenantDatabase.analysesWithVerdicts,
      now.advanced(bySeconds: -StoredRequest.memorySeconds).microseconds)
    if hasOldRows { return true }
    return try connection.number("PRAGMA freelist_count") > 0
  }
}
