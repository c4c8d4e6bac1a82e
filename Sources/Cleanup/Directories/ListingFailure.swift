/// That a remote directory could not be listed. Its users stay as they were listed last, and count as
/// incomplete.
package struct ListingFailure: Hashable, Sendable {
  /// When it failed.
  package var failedAt: Moment
  /// Why, and what to do: sentences for people.
  package var message: String

  /// A failure.
  package init(failedAt: Moment, message: String) {
    self.failedAt = failedAt
    self.message = message
  }
}
