internal import Cleanup
internal import Synchronization

extension Tenants {
  /// Copies the database of a tenant into a file of its own, as it is at this moment, while it is in use.
  ///
  /// Cancelling the task breaks the copy off.
  package func backup(_ lease: TenantLease) async throws(StorageError) -> TransferFile {
    let file = try newTransfer()
    let isWanted = Atomic<Bool>(true)
    let copied: Result<Void, StorageError> = await withTaskCancellationHandler {
      await FileWork.run {
        Result { () throws(StorageError) in
          try lease.database.copy(to: file.path) { isWanted.load(ordering: .relaxed) }
        }
      }
    } onCancel: {
      isWanted.store(false, ordering: .relaxed)
    }
    try copied.get()
    return file
  }

  /// An empty file for a backup that is received.
  package func newTransfer() throws(StorageError) -> TransferFile {
    try TransferFile(TransferFolder(in: dataFolder).newPath())
  }
}
