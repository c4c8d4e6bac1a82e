internal import Synchronization

/// A number that several threads count up.
final class Counter: Sendable {
  private let number = Mutex(0)

  var value: Int { number.withLock { $0 } }

  func add(_ more: Int) {
    number.withLock { $0 += more }
  }
}
