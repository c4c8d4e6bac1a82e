internal import Dispatch
internal import Synchronization

/// Changes that are written while whoever makes them goes on with the next; in their order, one at a
/// time.
///
/// Made for a pass over a snapshot that stores what it finds, so that reading and writing share two
/// cores. The changes are durable with the next synced commit.
package final class WriteBehind: Sendable {
  /// Changes that may wait, so that a checkpoint of the writer does not hold up the reader.
  package static let longestQueue = 4

  private let database: TenantDatabase
  private let queue = DispatchQueue(label: "dormouse.write-behind")
  private let places = DispatchSemaphore(value: longestQueue)
  private let failure = Mutex<StorageError?>(nil)

  /// Writes into a tenant's database.
  package init(_ database: TenantDatabase) {
    self.database = database
  }

  /// Starts a change behind those before it, and throws what one of them threw. Blocks while too many
  /// wait; never to be called on an event loop.
  package func start(
    _ body: @escaping @Sendable (TenantWriter) throws(StorageError) -> Void
  ) throws(StorageError) {
    try check()
    places.wait()
    queue.async { [self] in
      defer { places.signal() }
      do throws(StorageError) {
        // What comes behind a failure would leave a gap.
        try check()
        _ = try database.writeBlocking(.withNextSynced, body)
      } catch {
        failure.withLock { $0 = error }
      }
    }
  }

  /// Returns when nothing is being written any more; throws what a change threw.
  package func finish() throws(StorageError) {
    queue.sync {}
    try check()
  }

  private func check() throws(StorageError) {
    if let failure = failure.withLock(\.self) { throw failure }
  }
}
