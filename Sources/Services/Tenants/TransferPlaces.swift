internal import Cleanup
internal import Synchronization

/// Bounds how many backups and restores are under way at once: each takes the room of a database on the
/// disk, and reads or writes all of it.
final class TransferPlaces: Sendable {
  /// Most backups and restores at once.
  static let maxTransfers = 4

  private let taken = Mutex(0)

  /// Takes a place, which is given back when the answer goes out of scope.
  func take() throws(Refusal) -> TransferPlace {
    let isFree = taken.withLock { taken in
      guard taken < Self.maxTransfers else { return false }
      taken += 1
      return true
    }
    guard isFree else {
      throw Refusal(
        .limitExceeded,
        "\(Self.maxTransfers) backups and restores are under way already: wait for one of them.")
    }
    return TransferPlace(of: self)
  }

  /// Gives a place back.
  func giveBack() {
    taken.withLock { $0 -= 1 }
  }
}
