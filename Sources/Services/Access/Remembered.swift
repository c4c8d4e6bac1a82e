internal import Cleanup
internal import Synchronization

/// Rows of a database that are asked for with every call, kept as long as nothing at all is committed
/// to that database: whatever revokes a token is a commit, and the next call reads anew.
final class Remembered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// Rows kept at once; all are forgotten when there would be more.
  static var maxCount: Int { 10_000 }

  private struct State {
    var version: Int64 = -1
    var values: [Key: Value] = [:]
  }

  private let state = Mutex(State())

  /// The row of a key, read unless it was read at this version. That there is none is not kept, so
  /// that nobody can fill the memory with keys of nothing.
  ///
  /// - Parameter version: the database's version, taken before this is called.
  func value(
    _ key: Key, at version: Int64, read: () throws(Refusal) -> Value?
  ) throws(Refusal) -> Value? {
    let known = state.withLock { state in
      state.version == version ? state.values[key] : nil
    }
    if let known { return known }
    guard let value = try read() else { return nil }
    state.withLock { state in
      // Another call may be ahead; what it knows is newer.
      if state.version > version { return }
      if state.version < version || state.values.count >= Self.maxCount { state.values = [:] }
      state.version = version
      state.values[key] = value
    }
    return value
  }
}
