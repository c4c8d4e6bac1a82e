internal import Cleanup
internal import Storage

/// Whom a run has still to settle, block by block, inside one transaction.
protocol RunWork {
  /// Settles some users of a range, in the order of users, and adds their outcomes.
  ///
  /// - Returns: the last one; nil when everybody had an outcome.
  mutating func settle(
    _ range: UserRange, limit: Int, into outcomes: inout [Outcome]
  ) throws(StorageError) -> UserID?

  /// Seats that were freed and restored so far.
  var seats: SeatChanges { get }

  /// Who was not settled, because remote directories have to be changed first.
  var waiting: [WaitingUser] { get }
}
