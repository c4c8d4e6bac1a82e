internal import Directories
internal import Dispatch
internal import Synchronization

/// Connections that are kept between two calls, since a handshake and a login for each of many changes would
/// take longer than the changes.
///
/// As many calls as like are at work at once, each on a connection of its own. Connections that are not used
/// for a while are closed, and all of them with the pool.
final class LDAPSessionPool: Sendable {
  /// Most connections that are kept: as many as there are changes at once. Others are closed after their call.
  static let maxKept = 8
  /// How long a connection is kept that nobody uses.
  static let idleLimit = Duration.seconds(10)

  private struct Kept {
    let session: LDAPSession
    let since: ContinuousClock.Instant
  }

  private struct State {
    /// The one that was used last stands last.
    var kept: [Kept] = []
    var isSweeping = false
  }

  private let idleLimit: Duration
  private let state = Mutex(State())

  init(idleLimit: Duration = LDAPSessionPool.idleLimit) {
    self.idleLimit = idleLimit
  }

  /// Does something on a kept connection, or on one that is opened for it.
  ///
  /// Where a kept connection turns out to be broken, it is done once more on a new one. It must be safe to do
  /// so: what aims at a state is.
  func use<Value: Sendable>(
    opening open: () async throws(DirectoryError) -> LDAPSession,
    _ body: (LDAPSession) async throws(DirectoryError) -> Value
  ) async throws(DirectoryError) -> Value {
    while let session = take() {
      do throws(DirectoryError) {
        return try await run(body, on: session)
      } catch {
        // Others that were kept with it may be broken too, and each is tried.
        guard error.code == .unreachable, await !session.isOpen else { throw error }
      }
    }
    return try await run(body, on: try await open())
  }

  private func run<Value: Sendable>(
    _ body: (LDAPSession) async throws(DirectoryError) -> Value, on session: LDAPSession
  ) async throws(DirectoryError) -> Value {
    do throws(DirectoryError) {
      let value = try await body(session)
      keep(session)
      return value
    } catch {
      if await session.isOpen { keep(session) }
      throw error
    }
  }

  private func take() -> LDAPSession? {
    state.withLock { $0.kept.popLast()?.session }
  }

  private func keep(_ session: LDAPSession) {
    let mustSweep = state.withLock { state in
      guard state.kept.count < Self.maxKept else { return false }
      state.kept.append(Kept(session: session, since: .now))
      defer { state.isSweeping = true }
      return !state.isSweeping
    }
    if mustSweep { sweepLater() }
  }

  private func sweepLater() {
    let seconds =
      Double(idleLimit.components.seconds) + Double(idleLimit.components.attoseconds) / 1e18
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in self?.sweep() }
  }

  /// Closes what nobody used for long enough, and looks again later where something is left.
  private func sweep() {
    let (old, isOver) = state.withLock { state in
      let limit = ContinuousClock.now - idleLimit
      let old = state.kept.filter { $0.since <= limit }
      state.kept.removeAll { $0.since <= limit }
      state.isSweeping = !state.kept.isEmpty
      return (old, state.kept.isEmpty)
    }
    if !isOver { sweepLater() }
    // Closed here, outside of the lock, where the last that holds them lets them go.
    withExtendedLifetime(old) {}
  }
}
