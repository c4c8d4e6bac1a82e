internal import Directories
internal import Storage

extension TenantWriter {
  /// Runs a part of a transaction, and takes it back where it wants something changed in a remote directory.
  func rehearse<Value>(
    _ body: (RemoteLedger) throws(StorageError) -> Value
  ) throws(StorageError) -> Rehearsal<Value> {
    let ledger = RemoteLedger()
    let result = try separately(RehearsalEnd.self) { () throws(RehearsalEnd) in
      let value: Value
      do throws(StorageError) {
        value = try body(ledger)
      } catch {
        throw .storage(error)
      }
      let wants = ledger.wants
      if !wants.isEmpty { throw .wants(wants) }
      return value
    }
    switch result {
    case .success(let value): return .done(value)
    case .failure(.wants(let wants)): return .wants(wants)
    case .failure(.storage(let error)): throw error
    }
  }
}
