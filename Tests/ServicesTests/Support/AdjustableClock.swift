internal import Cleanup
internal import Foundation
internal import Jobs
internal import Synchronization

/// A clock that stands until a test moves it.
final class AdjustableClock: Sendable {
  private let moment: Mutex<Moment>

  init(_ start: Moment = Moment(Date())) {
    moment = Mutex(start)
  }

  /// The clock for the code under test.
  var clock: WallClock {
    WallClock { [self] in now }
  }

  var now: Moment {
    moment.withLock { $0 }
  }

  func advance(bySeconds seconds: Int64) {
    moment.withLock { $0 = $0.advanced(bySeconds: seconds) }
  }
}
