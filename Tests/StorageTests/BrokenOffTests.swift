internal import Cleanup
@testable internal import Storage
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite("Work whose task was cancelled")
struct BrokenOffTests {
  @Test("A tenant whose creation was broken off leaves its name free")
  func creation() async throws {
    try await withDataFolder { data in
      let creation = Creation()
      let (starts, start) = AsyncStream<Void>.makeStream()
      let task = Task {
        for await _ in starts { break }
        _ = try await data.tenants.create(
          named: "acme", displayName: "", at: day(0),
          prepare: { (_) throws(StorageError) in creation.cancel() },
          record: { (_, tenant) throws(StorageError) in tenant })
      }
      creation.begin(task)
      start.yield()
      let broken = await task.result
      #expect(throws: StorageError.cancelled) { try broken.get() }
      try await data.createTenant("acme")
    }
  }

  @Test("An import that was broken off is cleared away at once")
  func importing() async throws {
    try await withTenant { database in
      let directory = try await database.directory().id
      let session = try await database.beginImport(into: directory, mode: .full, at: day(1))
      try await session.append(users: [.test("a", groups: ["x"])], groups: [], at: day(1))
      await Task {
        withUnsafeCurrentTask { $0?.cancel() }
        await session.abandon()
      }.value
      for table in ["users", "memberships", "groups", "imports"] {
        let rows = try await database.read { (reader) throws(StorageError) in
          try reader.connection.number("SELECT count(*) FROM \(table)")
        }
        #expect(rows == 0, "\(table)")
      }
    }
  }
}

/// A task that the work inside it can cancel.
private final class Creation: Sendable {
  private let task = Mutex<Task<Void, any Error>?>(nil)

  func begin(_ task: Task<Void, any Error>) {
    self.task.withLock { $0 = task }
  }

  func cancel() {
    task.withLock { $0?.cancel() }
  }
}
