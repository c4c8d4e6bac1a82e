internal import Cleanup
internal import Jobs
internal import Synchronization

/// A clock that a test sets, and may stop somebody at.
final class SetClock: Sendable {
  private let moment: Mutex<Moment>
  private let held = Mutex<(read: Int, HeldRead)?>(nil)

  init(_ moment: Moment) {
    self.moment = Mutex(moment)
  }

  var clock: WallClock {
    WallClock {
      self.nextHeld()?.stop()
      return self.moment.withLock { $0 }
    }
  }

  func set(_ moment: Moment) {
    self.moment.withLock { $0 = moment }
  }

  /// Stops whoever comes to read the clock as that one from now on.
  func holdRead(_ number: Int) -> HeldRead {
    let read = HeldRead()
    held.withLock { $0 = (number, read) }
    return read
  }

  private func nextHeld() -> HeldRead? {
    held.withLock { held in
      guard let (number, read) = held else { return nil }
      held = number > 1 ? (number - 1, read) : nil
      return number == 1 ? read : nil
    }
  }
}
