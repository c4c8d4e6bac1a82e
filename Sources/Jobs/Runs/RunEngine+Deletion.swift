package import Cleanup
internal import Logging
package import Storage

extension RunEngine {
  /// Runs something that deletes a directory, and clears away what is left of it.
  ///
  /// The tenant is noted before it begins, so that the next start goes on wherever this process dies. What
  /// cannot be cleared away now nobody sees; the next analysis or the next start tries again.
  package func deletingDirectory<Value>(
    in database: TenantDatabase, _ body: () async throws(Refusal) -> Value
  ) async throws(Refusal) -> Value {
    try await expectingIntents(in: database.id) { () async throws(Refusal) in
      let value = try await body()
      do throws(StorageError) {
        try await database.clearDeletedDirectories(at: clock.now)
        try await clearHint(database.id, database)
      } catch {
        logger.warning(
          "A deleted directory is not cleared away yet",
          metadata: ["tenant": "\(database.id)", "reason": "\(error.message)"])
      }
      return value
    }
  }
}
