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
    _ = try await write { (writer) throws(StorageError) in
      try writer.dropOldVerdicts(keeping: Self.analysesWithVerdicts)
    }
    while try await deleteSomeVerdicts() {}
    while try await forgetSomeRequests(at: now) {}
    // A replicating process must see every page; it is the one to say when to vacuum.
    if checkpointing == .own { try await vacuum() }
  }

  private func deleteSomeVerdicts() async throws(StorageError) -> Bool {
    try await write { (writer) throws(StorageError) in
      try writer.deleteLeavingVerdicts(limit: Self.prunedVerdicts)
    }.value
  }

  private func forgetSomeRequests(at now: Moment) async throws(StorageError) -> Bool {
    let limit = Self.prunedVerdicts
    return try await write { (writer) throws(StorageError) in
      let oldest = now.advanced(bySeconds: -StoredRequest.memorySeconds)
      return try writer.pruneRequests(before: oldest, limit: limit) == limit
    }.value
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
