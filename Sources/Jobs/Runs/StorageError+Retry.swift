internal import Storage

extension StorageError {
  /// Whether the same may succeed later. A tenant that is gone, damaged or owned by another instance
  /// stays so for this process.
  var mayPass: Bool {
    switch code {
    case .busy, .full, .readOnly, .interrupted, .locked, .tooManyOpenFiles, .io: true
    case .conflict, .corrupt, .notFound, .newerSchema, .notOwner, .closed, .duplicateItem,
      .countMismatch, .rejectedListing, .rejectedBackup, .runAtWork:
      false
    }
  }
}
