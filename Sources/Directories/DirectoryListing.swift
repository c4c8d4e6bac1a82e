package import Cleanup

/// A listing under way. Dropping it ends it.
package protocol DirectoryListing: AnyObject, Sendable {
  /// The next items, nil after the last; never none.
  ///
  /// A listing that was cut short by whatever it be is an error, and never looks like a whole one.
  func next() async throws(DirectoryError) -> [ListedItem]?
}
