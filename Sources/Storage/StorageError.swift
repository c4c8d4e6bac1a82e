/// What went wrong with stored data. Messages name no user, no SQL, and no path outside the data
/// folder.
package struct StorageError: Error, Hashable, Sendable {
  /// What to do about it.
  package enum Code: Hashable, Sendable {
    /// Somebody else holds the database for longer than the busy timeout, or too much is open.
    case busy
    /// The change contradicts what is stored.
    case conflict
    /// The file is damaged, or is not ours.
    case corrupt
    /// The disk is full.
    case full
    /// The files cannot be written.
    case readOnly
    /// There is no such thing.
    case notFound
    /// The task was cancelled; nothing of the transaction is stored.
    case interrupted
    /// A newer version of the program wrote the file.
    case newerSchema
    /// Another server holds the data folder or the tenant.
    case locked
    /// Another instance has taken the tenant over.
    case notOwner
    /// The database was closed.
    case closed
    /// The process may not open enough files.
    case tooManyOpenFiles
    /// The system failed to read or write.
    case io
    /// An import brings an external id twice; the index is that of the second in its chunk.
    case duplicateItem(index: Int)
    /// An import has another number of items than was announced.
    case countMismatch
    /// A complete listing of a remote directory cannot be taken; the message is made of whole sentences.
    case rejectedListing
    /// A run is at work in the tenant, and must end first.
    case runAtWork
    /// A backup is none of a tenant of this program, or is damaged.
    case rejectedBackup
  }

  /// What to do about it.
  package var code: Code
  /// One sentence for people.
  package var message: String

  /// An error with a sentence for people.
  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
