package import Cleanup

/// A directory that somebody else keeps, reached over a network.
///
/// Every call has its limits of time, can be cancelled, and repeats only what is safe to repeat.
package protocol RemoteDirectory: Sendable {
  /// Reaches the directory, authenticates, reads a page, and finds out what it can do; changes nothing.
  ///
  /// Throws where nothing can be found out; what is missing beyond that is said by the probe's checks.
  func probe() async throws(DirectoryError) -> DirectoryProbe

  /// The id of the user whose account asks; nil where that is none of its users, or cannot be known.
  func ownAccount() async throws(DirectoryError) -> String?

  /// Begins to list everything.
  func listing() async throws(DirectoryError) -> any DirectoryListing
}
