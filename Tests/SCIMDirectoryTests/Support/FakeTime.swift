internal import Cleanup
internal import Synchronization

@testable internal import SCIMDirectory

/// A time that goes on only when somebody waits, and notes for how long.
final class FakeTime: Sendable {
  /// 2026-01-01T00:00:00Z.
  static let start = Moment(seconds: 1_767_225_600)

  private let state = Mutex((uptime: Duration.zero, waits: [Duration]()))

  /// For how long was waited, in order.
  var waits: [Duration] { state.withLock(\.waits) }

  /// Lets time go on.
  func pass(_ duration: Duration) {
    state.withLock { $0.uptime += duration }
  }

  /// The time as the connector is given it.
  var time: SCIMTime {
    SCIMTime(
      uptime: { self.state.withLock(\.uptime) },
      now: {
        Self.start.advanced(bySeconds: self.state.withLock(\.uptime).components.seconds)
      },
      wait: { duration in
        self.state.withLock {
          $0.uptime += duration
          $0.waits.append(duration)
        }
      })
  }
}
