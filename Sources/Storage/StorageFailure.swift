/// An error that a transaction's body may throw beside storage errors, rolling it back.
package protocol StorageFailure: Error {
  /// The failure that stands for a storage error.
  init(_ error: StorageError)
}

extension StorageError: StorageFailure {
  /// The error itself.
  package init(_ error: StorageError) {
    self = error
  }
}
