package import Cleanup
internal import Synchronization

extension Tenants {
  /// Reads from a tenant by keys, and leaves it as open or closed as it was: whoever looks at all
  /// tenants takes the place of no tenant that is in use.
  package func glance<Value: Sendable>(
    at id: TenantID, _ body: @escaping @Sendable (TenantReader) throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    if let lease = leaseIfOpen(id) {
      return try await FileWork.run { () throws(StorageError) in
        try lease.database.readNow(body)
      }
    }
    let lease = try await lease(id)
    return try await FileWork.run { () throws(StorageError) in
      defer { self.closeIfOnlyUsed(by: lease) }
      return try lease.database.readNow(body)
    }
  }

  /// Ends a lease, and closes the tenant unless somebody else uses it.
  private func closeIfOnlyUsed(by lease: TenantLease) {
    guard let database = state.withLock({ $0.closeIfLeasedOnce(lease.database) }) else { return }
    closeNow(database)
  }
}
