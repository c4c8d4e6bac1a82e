internal import Dispatch
internal import Synchronization

/// Changes that are written while whoever makes them goes on with the next; one at a time.
///
/// Made for a pass over a snapshot that stores what it finds, so that reading and writing share two
/// cores. The changes are durable with the next synced commit.
package final class WriteBehind: Sendable {
  private let database: TenantDatabase
  private let turn = DispatchSemaphore(value: 1)
  private let failure = Mutex<StorageError?>(nil)

  /// Writes into a tenant's database.
  package init(_ database: TenantDatabase) {
    self.database = database
  }

  /// Starts a change as soon as the one before it has ended, and throws what that one threw. Blocks
  /// until then; never to be called on an event loop.
  package func start(
    _ body: @escaping @Sendable (TenantWriter) throws(StorageError) -> Void
  ) throws(StorageError) {
    try finish()
    turn.wait()
    FileWork.start { [self] in
      do throws(StorageError) {
        _ = try database.writeBlocking(.withNextSynced, body)
      } catch {
        failure.withLock { $0 = error }
      }
      turn.signal()
    }
  }

  /// Returns when nothing is being written any more; throws what the last change threw.
  package func finish() throws(StorageError) {
    turn.wait()
    turn.signal()
    if let failure = failure.withLock(\.self) { throw failure }
  }
}
