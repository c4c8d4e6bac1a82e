internal import Cleanup
internal import Storage
internal import Synchronization

/// Decides when a token's last-used time is written: at most once a minute for each.
final class TokenUse: Sendable {
  /// A last-used time is not written again before this many seconds have passed.
  static let flushSeconds: Int64 = 60
  /// Tokens remembered at once; when more are used, those of past minutes are forgotten first.
  static let maxTokens = 10_000

  /// When a write was last tried. A disk that takes none must not be tried with every call.
  private let tries = Mutex<[String: Moment]>([:])

  /// Whether the time was written, or its writing tried, less than a minute ago.
  func isRecent(_ token: AccessToken, at now: Moment) -> Bool {
    if let last = token.lastUsedAt, Self.isFresh(last, at: now) { return true }
    return tries.withLock { tries in
      tries[token.id].map { Self.isFresh($0, at: now) } ?? false
    }
  }

  /// Whether the time should be written now; whoever gets true tries it, and nobody else does for a
  /// minute.
  func isDue(_ token: AccessToken, at now: Moment) -> Bool {
    if let last = token.lastUsedAt, Self.isFresh(last, at: now) { return false }
    return tries.withLock { tries in
      if let last = tries[token.id], Self.isFresh(last, at: now) { return false }
      if tries.count >= Self.maxTokens {
        tries = tries.filter { Self.isFresh($0.value, at: now) }
        if tries.count >= Self.maxTokens { tries.removeAll() }
      }
      tries[token.id] = now
      return true
    }
  }

  private static func isFresh(_ last: Moment, at now: Moment) -> Bool {
    now < last.advanced(bySeconds: flushSeconds)
  }
}
