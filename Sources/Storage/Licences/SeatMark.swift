internal import Cleanup

/// What stood in the count of a day's seats when a snapshot was taken, so that a count of the snapshot
/// that is kept later can tell what happened since.
package struct SeatMark: Hashable, Sendable {
  /// When the seats were last counted; nil: not yet on that day.
  var measuredAt: Moment?
  /// What was freed and restored on the day so far.
  var changes = SeatChanges()
}
