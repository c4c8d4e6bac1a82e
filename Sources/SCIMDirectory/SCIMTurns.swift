internal import Directories

/// Lets changes of one resource come one after the other: at once, all but one of them would be for a version
/// that is not there any more, and be made again and again.
actor SCIMTurns {
  /// Whoever waits for a resource that somebody is at.
  private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

  /// Does something with a resource while nobody else does. Whoever is before has limits of time, so waiting
  /// has an end.
  nonisolated func alone<Value: Sendable>(
    with id: String, _ body: () async throws(DirectoryError) -> Value
  ) async throws(DirectoryError) -> Value {
    await take(id)
    do throws(DirectoryError) {
      let value = try await body()
      await give(id)
      return value
    } catch {
      await give(id)
      throw error
    }
  }

  private func take(_ id: String) async {
    if waiting[id] == nil {
      waiting[id] = []
      return
    }
    await withCheckedContinuation { waiting[id, default: []].append($0) }
  }

  private func give(_ id: String) {
    guard var queue = waiting[id], !queue.isEmpty else {
      waiting[id] = nil
      return
    }
    let next = queue.removeFirst()
    waiting[id] = queue
    next.resume()
  }
}
