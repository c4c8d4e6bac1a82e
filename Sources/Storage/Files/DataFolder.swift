internal import Synchronization

/// The folder that holds everything the service stores. One server at a time.
package final class DataFolder: Sendable {
  /// Its path.
  package let path: String
  /// Tenants and fleet tokens.
  package let operators: OperatorDatabase
  /// The tenants' databases.
  package let tenants: Tenants
  private let lock: Mutex<FileLock?>

  private init(
    path: String, operators: OperatorDatabase, options: StorageOptions, lock: consuming FileLock
  ) {
    self.path = path
    self.operators = operators
    tenants = Tenants(dataFolder: path, operators: operators, options: options)
    self.lock = Mutex(lock)
  }

  /// Opens a data folder, which it makes if it is not there, and finishes what a crash interrupted.
  /// Blocks.
  ///
  /// Errors: `.locked` when another server holds it, `.newerSchema`, `.readOnly`, `.full`,
  /// `.tooManyOpenFiles`.
  package static func open(
    _ path: String, options: StorageOptions = StorageOptions()
  ) throws(StorageError) -> DataFolder {
    try DescriptorLimit.ensure(forTenants: options.maxOpenTenants)
    try PrivateFiles.createFolder(path)
    let lock = try FileLock("\(path)/lock", of: "the data folder")
    try PrivateFiles.createFolder("\(path)/tenants")
    let store = try Store.open(
      "\(path)/operator.sqlite", as: .operator, checkpointing: options.checkpointing)
    let folder = DataFolder(
      path: path, operators: OperatorDatabase(store: store), options: options, lock: lock)
    do {
      try PrivateFiles.sync(path)
      try TransferFolder(in: path).clear()
      try folder.tenants.finishInterruptedWork()
      try folder.tenants.removeLeftoverFolders()
    } catch {
      store.close()
      throw error
    }
    return folder
  }

  /// Closes everything and lets another server in, as soon as the last lease has ended.
  package func close() async {
    await tenants.closeAll()
    await FileWork.run { self.operators.store.close() }
    lock.withLock { $0 = nil }
  }
}
