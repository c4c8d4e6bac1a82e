/// How far a database's changes had come when a transaction was committed.
package struct CommitPosition: Hashable, Comparable, Sendable {
  /// Counts the commits since the database was opened.
  package var sequence: Int64

  /// The position of a commit.
  package init(sequence: Int64) {
    self.sequence = sequence
  }

  package static func < (left: CommitPosition, right: CommitPosition) -> Bool {
    left.sequence < right.sequence
  }
}
