internal import Cleanup
internal import Jobs
internal import Synchronization

/// The clock of a machine, which the simulation sets, and which may be wrong.
final class SimulatedClock: Sendable {
  private let state: Mutex<(time: Moment, error: Int64)>

  init(_ time: Moment) {
    state = Mutex((time, 0))
  }

  /// What the service reads.
  var clock: WallClock { WallClock { self.shown } }

  /// What the clock shows.
  var shown: Moment {
    state.withLock { $0.time.advanced(bySeconds: $0.error) }
  }

  /// How much later than right the clock shows, in seconds.
  var errorSeconds: Int64 {
    get { state.withLock { $0.error } }
    set { state.withLock { $0.error = newValue } }
  }

  /// Goes on to a moment.
  func set(_ time: Moment) {
    state.withLock { $0.time = time }
  }
}
