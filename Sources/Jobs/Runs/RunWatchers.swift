internal import Cleanup
internal import Synchronization

/// Who wants to know when a run has moved on.
final class RunWatchers: Sendable {
  private struct State {
    var continuations: [String: [Int: AsyncStream<Void>.Continuation]] = [:]
    var nextNumber = 0
    var count = 0
    var isClosed = false
  }

  private let state = Mutex(State())

  /// A stream that has an element after every step of a run, several steps in one when the reader
  /// is slow. It has ended already when the watchers are closed; nil when there are `limit` of them.
  func watch(_ runID: String, limit: Int) -> AsyncStream<Void>? {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state -> Int? in
      guard state.count < limit else { return nil }
      if state.isClosed { continuation.finish() }
      state.nextNumber += 1
      state.count += 1
      state.continuations[runID, default: [:]][state.nextNumber] = continuation
      return state.nextNumber
    }
    guard let number else { return nil }
    continuation.onTermination = { [weak self] _ in self?.remove(number, from: runID) }
    return stream
  }

  /// Tells that a run has moved on.
  func notify(_ runID: String) {
    let found = state.withLock { $0.continuations[runID].map { Array($0.values) } ?? [] }
    for continuation in found { continuation.yield() }
  }

  /// Ends the streams of a run.
  func finish(_ runID: String) {
    let found = state.withLock { $0.continuations[runID].map { Array($0.values) } ?? [] }
    for continuation in found { continuation.finish() }
  }

  /// Ends all streams, and those that are asked for later: nobody will tell them anything.
  func close() {
    let found = state.withLock { state in
      state.isClosed = true
      return state.continuations.values.flatMap(\.values)
    }
    for continuation in found { continuation.finish() }
  }

  private func remove(_ number: Int, from runID: String) {
    state.withLock { state in
      guard state.continuations[runID]?.removeValue(forKey: number) != nil else { return }
      state.count -= 1
      if state.continuations[runID]?.isEmpty == true { state.continuations[runID] = nil }
    }
  }
}
