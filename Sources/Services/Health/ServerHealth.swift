internal import RPC
internal import Synchronization

/// Whether the server takes calls, and who wants to know when that changes.
package final class ServerHealth: Sendable {
  /// Most open watches of health in one server; each holds a stream and nothing else.
  package static let maxWatchers = 1000

  private struct State {
    var isServing = true
    var nextNumber = 0
    var watchers = HealthWatchers(places: maxWatchers)
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
      return (state.watchers.all, Array(state.endings.values))
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

  /// Whether calls are taken: now, and again after each change; nil when there is no place for one more
  /// watcher of a network. A slow reader gets the latest state and may miss those before it; the stream
  /// ends when calls are not taken any more, or when a network that watches less needs the place.
  func watch(from network: PeerNetwork) -> AsyncStream<Bool>? {
    let (stream, continuation) = AsyncStream<Bool>.makeStream(bufferingPolicy: .bufferingNewest(1))
    var displaced: HealthWatchers.Continuation?
    let added = state.withLock { state -> (number: Int, isServing: Bool)? in
      state.nextNumber += 1
      let number = state.nextNumber
      guard state.watchers.add(continuation, number, from: network, displaced: &displaced) else {
        return nil
      }
      // Inside the lock, so that a change comes behind it.
      continuation.yield(state.isServing)
      return (number, state.isServing)
    }
    displaced?.finish()
    guard let added else { return nil }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { $0.watchers.remove(added.number) }
    }
    if !added.isServing { continuation.finish() }
    return stream
  }
}
