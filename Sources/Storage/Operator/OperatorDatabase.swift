/// The database of the data folder itself: tenants, and the tokens that stand above them.
package final class OperatorDatabase: Sendable {
  let store: Store

  init(store: Store) {
    self.store = store
  }

  /// Reads one snapshot.
  package func read<Value: Sendable>(
    _ body: @Sendable (OperatorReader) throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    try await read(failingWith: StorageError.self, body)
  }

  /// Reads one snapshot; the body may throw failures of its own.
  package func read<Value: Sendable, Failure: StorageFailure>(
    failingWith: Failure.Type, _ body: @Sendable (OperatorReader) throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try await store.read { (connection) throws(Failure) in
      try body(OperatorReader(connection: connection))
    }
  }

  /// Changes the database in one transaction.
  package func write<Value: Sendable>(
    _ body: @Sendable (OperatorWriter) throws(StorageError) -> Value
  ) async throws(StorageError) -> Committed<Value> {
    try await write(failingWith: StorageError.self, body)
  }

  /// Changes the database in one transaction; a failure that the body throws takes it all back.
  package func write<Value: Sendable, Failure: StorageFailure>(
    failingWith: Failure.Type, _ body: @Sendable (OperatorWriter) throws(Failure) -> Value
  ) async throws(Failure) -> Committed<Value> {
    try await store.write { (connection) throws(Failure) in
      try body(OperatorWriter(connection: connection))
    }
  }

  /// Reads by primary key on the calling thread, which may be an event loop.
  package func readNow<Value>(
    _ body: (OperatorReader) throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    try store.readNow { (connection) throws(StorageError) in
      try body(OperatorReader(connection: connection))
    }
  }

  /// Changes with every commit, before the change is acknowledged: what was read at one version may be
  /// used again as long as it is the same.
  package var version: Int64 { store.version }

  /// Returns once a commit would survive the loss of this machine's power.
  package func durable(_ position: CommitPosition) async throws(StorageError) {
    try await store.durable(position)
  }
}
