internal import Synchronization

/// The connections that read snapshots: whoever comes gets the one that the fewest use.
struct ReaderSlots: ~Copyable, Sendable {
  private let slots: [QueuedConnection]
  private let users: Mutex<[Int]>

  init(_ slots: [QueuedConnection]) {
    self.slots = slots
    users = Mutex(Array(repeating: 0, count: slots.count))
  }

  /// Lends a connection to the body.
  func withReader<Value: Sendable>(
    _ body: (QueuedConnection) async throws -> Value
  ) async throws -> Value {
    let index = users.withLock { users in
      let index = users.indices.min { users[$0] < users[$1] } ?? 0
      users[index] += 1
      return index
    }
    defer { users.withLock { $0[index] -= 1 } }
    return try await body(slots[index])
  }

  /// Closes all of them.
  func close() {
    for slot in slots { slot.close() }
  }
}
