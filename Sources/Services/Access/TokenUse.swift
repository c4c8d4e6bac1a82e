internal import Cleanup
internal import Storage
internal import Synchronization

/// Keeps the last-used time of tokens, at most once a minute each.
final class TokenUse: Sendable {
  /// A last-used time is not written again before this many seconds have passed.
  static let flushSeconds: Int64 = 60

  private let writing = Mutex<Set<String>>([])

  /// Whether the time should be written now; whoever gets true writes it and calls `end`.
  func begin(_ token: AccessToken, at now: Moment) -> Bool {
    if let last = token.lastUsedAt, now < last.advanced(bySeconds: Self.flushSeconds) {
      return false
    }
    return writing.withLock { $0.insert(token.id).inserted }
  }

  func end(_ token: AccessToken) {
    writing.withLock { _ = $0.remove(token.id) }
  }
}
