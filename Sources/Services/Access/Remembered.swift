internal import Cleanup
internal import Synchronization

/// Rows that are asked for with every call, each kept as long as nothing at all is committed to its
/// database: whatever revokes a token is a commit, and the next call reads anew.
final class Remembered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// Rows kept at once; all are forgotten when there would be more.
  static var maxCount: Int { 10_000 }

  private struct Entry {
    var version: Int64
    var value: Value
  }

  private let entries = Mutex<[Key: Entry]>([:])

  /// The row of a key, read unless it was read at this version. That there is none is not kept, so
  /// that nobody can fill the memory with keys of nothing.
  ///
  /// - Parameter version: the database's version, taken before this is called; what is read may only
  ///   be newer than it says.
  func value(
    _ key: Key, at version: Int64, read: () throws(Refusal) -> Value?
  ) throws(Refusal) -> Value? {
    if let known = entries.withLock({ $0[key] }), known.version == version { return known.value }
    guard let value = try read() else { return nil }
    entries.withLock { entries in
      if entries.count >= Self.maxCount, entries[key] == nil { entries = [:] }
      entries[key] = Entry(version: version, value: value)
    }
    return value
  }
}
