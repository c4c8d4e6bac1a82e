package import Cleanup
internal import Foundation

/// The process is killed at an arbitrary point of whatever happens next.
package struct Death: Sendable {
  /// Longer than most events take.
  static let longestDelayMicroseconds: UInt32 = 25_000

  /// Counts from 0.
  package var number: Int
  /// It comes in the first thing that happens after this moment.
  package var after: Moment
  /// How much later than the beginning of that.
  package var delayMicroseconds: UInt32

  /// Lets the process be killed, without a chance to put anything in order.
  func arm() {
    let delay = delayMicroseconds
    Thread.detachNewThread {
      // Nothing tells when the middle of an event is; the delay is what makes the point arbitrary.
      usleep(delay)
      kill(getpid(), SIGKILL)
    }
  }
}
