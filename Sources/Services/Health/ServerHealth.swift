internal import Synchronization

/// Whether the server takes calls, and who wants to know when that changes.
package final class ServerHealth: Sendable {
  /// Most open watches of health in one server; each holds a stream and nothing else.
  package static let maxWatchers = 1000

  private struct State {
    var isServing = true
    var nextNumber = 0
    var watchers: [Int: AsyncStream<Bool>.Continuation] = [:]
    /// What ends calls that would go on for as long as their clients like.
    var endings: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  /// The health of a server that takes calls.
  package init() {}

  /// Whether calls are taken.
  var isServing: Bool { state.withLock { $0.isServing } }

  /// Tells everyone that calls are not taken any more, and ends the watches: open streams would
  /// hold up the end of the server.
  package func drain() {
    let (watchers, endings) = state.withLock { state in
      state.isServing = false
      return (Array(state.watchers.values), Array(state.endings.values))
    }
    for end in endings { end() }
    for watcher in watchers {
      watcher.yield(false)
      watcher.finish()
    }
  }

  /// Does something once no calls are taken any more, or at once when none are; until it is forgotten.
  ///
  /// - Returns: by what it is forgotten.
  func whenDraining(_ end: @escaping @Sendable () -> Void) -> Int {
    let (number, isServing) = state.withLock { state in
      state.nextNumber += 1
      state.endings[state.nextNumber] = end
      return (state.nextNumber, state.isServing)
    }
    if !isServing { end() }
    return number
  }

  /// Forgets what was to be done.
  func forget(_ number: Int) {
    state.withLock { _ = $0.endings.removeValue(forKey: number) }
  }

  /// Whether calls are taken: now, and again after each change; nil when there are `maxWatchers`
  /// already. A slow reader gets the latest state and may miss those before it.
  func watch() -> AsyncStream<Bool>? {
    let (stream, continuation) = AsyncStream<Bool>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let added = state.withLock { state -> (number: Int, isServing: Bool)? in
      guard state.watchers.count < Self.maxWatchers else { return nil }
      state.nextNumber += 1
      state.watchers[state.nextNumber] = continuation
      // Inside the lock, so that a change comes behind it.
      continuation.yield(state.isServing)
      return (state.nextNumber, state.isServing)
    }
    guard let added else { return nil }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.watchers.removeValue(forKey: added.number) }
    }
    if !added.isServing { continuation.finish() }
    return stream
  }
}
