internal import CSQLite
internal import Cleanup
internal import Dispatch
internal import Foundation
internal import Testing

@testable internal import Storage

@Suite("Restores of one tenant that meet")
struct MeetingRestoresTests {
  @Test("A second restore by the lease of a tenant that was replaced is refused, and harms nobody")
  func secondRestore() async throws {
    try await withDataFolder { data in
      let (tenant, backup) = try await RestoreTests.tenantWithBackup(data)
      let old = try await data.tenants.lease(tenant.id)
      let other = try await data.tenants.backup(old)
      _ = try await data.tenants.restore(backup, over: tenant, old, RestoreTests.record()) { true }
      let refused = await #expect(throws: StorageError.self) {
        try await data.tenants.restore(other, over: tenant, old, RestoreTests.record()) { true }
      }
      #expect(refused?.code == .conflict)
      #expect(try RestoreTests.folders(data) == [tenant.id.description, "\(tenant.id)-2"])
      let new = try await data.tenants.lease(tenant.id)
      #expect(try await new.database.visibleUsers() == ["one", "two"])
      try await new.database.importUsers([.test("three")], mode: .merge)
    }
  }

  @Test("Of two restores at once one takes the tenant's place, and the other leaves no trace")
  func twoAtOnce() async throws {
    try await withDataFolder { data in
      let (tenant, backup) = try await RestoreTests.tenantWithBackup(data)
      let old = try await data.tenants.lease(tenant.id)
      try await old.database.importUsers([.test("later")], mode: .merge)
      let other = try await data.tenants.backup(old)
      // The first is held up with its database in its folder until the second is over.
      let (isMade, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      let record = Tenants.RestoreRecord(by: "ops", at: day(3)) { (_, _) throws(StorageError) in
        isMade.signal()
        _ = isOver.wait(timeout: .now() + 30)
      } inOperator: { (_, _) throws(StorageError) in
      }
      let first = Task {
        try await data.tenants.restore(backup, over: tenant, old, record) { true }
      }
      await FileWork.run { _ = isMade.wait(timeout: .now() + 30) }
      _ = try await data.tenants.restore(other, over: tenant, old, RestoreTests.record()) { true }
      isOver.signal()
      let refused = await #expect(throws: StorageError.self) { try await first.value }
      #expect(refused?.code == .conflict)
      #expect(try RestoreTests.folders(data) == [tenant.id.description, "\(tenant.id)-3"])
      let new = try await data.tenants.lease(tenant.id)
      #expect(try await new.database.visibleUsers() == ["later", "one", "two"])
      try await new.database.importUsers([.test("three")], mode: .merge)
    }
  }

  @Test("A folder that stands where a restore wants to make its own is left alone")
  func folderInTheWay() async throws {
    try await withDataFolder { data in
      let (tenant, backup) = try await RestoreTests.tenantWithBackup(data)
      let inTheWay = "\(data.path)/tenants/\(tenant.id)-2"
      try FileManager.default.createDirectory(
        atPath: inTheWay, withIntermediateDirectories: false)
      try Data("x".utf8).write(to: URL(filePath: "\(inTheWay)/tenant.sqlite"))
      let old = try await data.tenants.lease(tenant.id)
      let made = try await data.tenants.restore(backup, over: tenant, old, RestoreTests.record()) {
        true
      }
      #expect(made.tenant.ownerEpoch == 3)
      #expect(try String(contentsOfFile: "\(inTheWay)/tenant.sqlite", encoding: .utf8) == "x")
      let new = try await data.tenants.lease(tenant.id)
      #expect(try await new.database.visibleUsers() == ["one", "two"])
    }
  }

  @Test("A tenant whose last write cannot be committed is written again")
  func failedRetirement() async throws {
    try await withTenant { database in
      let refuseCommits = { (isRefusing: Bool) in
        try database.store.writer.access { connection in
          _ = sqlite3_commit_hook(connection.handle, isRefusing ? { _ in 1 } : nil, nil)
        }
      }
      try refuseCommits(true)
      #expect(throws: StorageError.self) { try database.retire { false } }
      try refuseCommits(false)
      #expect(!database.isRetired)
      try await database.importUsers([.test("one")])
      try database.retire { false }
      let refused = #expect(throws: StorageError.self) { try database.retire { false } }
      #expect(refused?.code == .conflict)
      #expect(database.isRetired, "a refused retirement ended the one before")
      database.takeUpAgain()
    }
  }
}
