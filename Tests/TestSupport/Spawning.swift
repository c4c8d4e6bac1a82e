internal import Foundation

/// Starts programs one after the other, each with its pipes: Foundation's pipes are inherited by whatever is
/// started between their making and the look at what is open, and then nobody ever reads to their end.
enum Spawning {
  private static let turn = NSLock()

  /// Makes pipes, and starts the program that they are for.
  static func alone<Value>(_ start: () throws -> Value) rethrows -> Value {
    try turn.withLock(start)
  }
}
