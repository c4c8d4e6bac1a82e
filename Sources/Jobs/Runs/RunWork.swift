internal import Cleanup
internal import Storage

/// Whom a run has still to settle, block by block, inside one transaction.
protocol RunWork {
  /// Settles some users behind one, in the order of users.
  ///
  /// - Returns: their outcomes; none when everybody has one.
  mutating func settle(after user: UserID?, limit: Int) throws(StorageError) -> [Outcome]

  /// Seats that were freed and restored so far.
  var seats: SeatChanges { get }
}
