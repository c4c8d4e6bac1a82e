internal import Cleanup
internal import Storage

/// Whom a run has still to settle, block by block, inside one transaction.
protocol RunWork {
  /// Settles some users behind one, in the order of users, and adds their outcomes.
  ///
  /// - Returns: false when everybody had one.
  mutating func settle(
    after user: UserID?, limit: Int, into outcomes: inout [Outcome]
  ) throws(StorageError) -> Bool

  /// Seats that were freed and restored so far.
  var seats: SeatChanges { get }
}
