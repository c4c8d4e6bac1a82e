package import Cleanup

/// An effect of cleanup that something else undid at its source.
package struct Reversion: Hashable, Sendable {
  /// Name of the user's directory.
  package var directory: String
  /// Id in the directory.
  package var externalID: String
  /// What was done.
  package var effect: Effect
  /// Name of the group that was taken; empty for a deactivation.
  package var group: String
  /// The run that did it.
  package var runID: String
  /// When it did.
  package var doneAt: Moment
}
