internal import Cleanup
internal import Jobs
internal import Synchronization

/// A clock that a test sets.
final class SetClock: Sendable {
  private let moment: Mutex<Moment>

  init(_ moment: Moment) {
    self.moment = Mutex(moment)
  }

  var clock: WallClock { WallClock { self.moment.withLock { $0 } } }

  func set(_ moment: Moment) {
    self.moment.withLock { $0 = moment }
  }
}
