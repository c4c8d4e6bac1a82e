package import Cleanup
internal import Foundation

/// Where jobs and services read the time; tests give another one.
package struct WallClock: Sendable {
  private let read: @Sendable () -> Moment

  /// The clock of the machine.
  package static let system = WallClock { Moment(Date()) }

  /// A clock that asks a closure.
  package init(_ read: @escaping @Sendable () -> Moment) {
    self.read = read
  }

  /// The time now.
  package var now: Moment { read() }
}
