internal import Cleanup
internal import Foundation
@testable internal import Storage
internal import TestSupport
internal import Testing

@Suite("Opening and closing tenants")
struct TenantsTests {
  @Test("A tenant is created once under its name, and found by name and id")
  func create() async throws {
    try await withDataFolder { data in
      let tenant = try await data.createTenant()
      let (byName, byID, count) = try await data.operators.read {
        (reader) throws(StorageError) in
        (try reader.tenant(named: "acme"), try reader.tenant(tenant.id), try reader.tenantCount())
      }
      #expect(byName == tenant)
      #expect(byID == tenant)
      #expect(count == 1)
      let again = await #expect(throws: StorageError.self) { try await data.createTenant() }
      #expect(again?.code == .conflict)
      #expect(try Self.folders(data).count == 1, "a refused creation leaves no files")
    }
  }

  @Test("A creation that fails leaves neither a row nor files", arguments: [true, false])
  func failedCreation(inPrepare: Bool) async throws {
    try await withDataFolder { data in
      let failed = await #expect(throws: StorageError.self) {
        try await data.tenants.create(
          named: "acme", displayName: "", at: day(0),
          prepare: { (_) throws(StorageError) in
            if inPrepare { throw StorageError(.full, "no") }
          }, record: { (_, _) throws(StorageError) in throw StorageError(.full, "no") })
      }
      #expect(failed?.code == .full)
      #expect(try Self.folders(data).isEmpty)
      try await data.createTenant()
    }
  }

  @Test("What a crash left of a creation and of a deletion is cleared at the next start")
  func interruptedWork() async throws {
    let folder = try TemporaryFolder()
    let data = try DataFolder.open(folder.path("data"))
    let kept = try await data.createTenant("kept")
    let gone = try await data.createTenant("gone")
    let half = Tenant(id: .random(), name: "half", createdAt: day(0), etag: "")
    _ = try await data.operators.write { (writer) throws(StorageError) in
      try writer.insertTenant(half)
      try writer.markTenantDeleting(gone.id, etag: gone.etag)
    }
    try FileManager.default.createDirectory(
      atPath: folder.path("data/tenants/\(half.id)"), withIntermediateDirectories: true)
    await data.close()
    let again = try DataFolder.open(folder.path("data"))
    #expect(try Self.folders(again) == [kept.id.description])
    try await again.createTenant("half")
    await again.close()
  }

  @Test("Callers share an open tenant; the least recently used idle one makes room")
  func leastRecentlyUsed() async throws {
    var options = StorageOptions()
    options.maxOpenTenants = 2
    try await withDataFolder(options: options) { data in
      let ids = [
        try await data.createTenant("a").id, try await data.createTenant("b").id,
        try await data.createTenant("c").id,
      ]
      do {
        let first = try await data.tenants.lease(ids[0])
        let same = try await data.tenants.lease(ids[0])
        #expect(first.database === same.database)
        _ = try await data.tenants.lease(ids[1])
        _ = try await data.tenants.lease(ids[2])
        #expect(data.tenants.leaseIfOpen(ids[1]) == nil, "b was idle and had to go")
        #expect(data.tenants.leaseIfOpen(ids[0]) != nil, "a is in use")
        #expect(data.tenants.openCount == 2)
        let third = try await data.tenants.lease(ids[2])
        let full = await #expect(throws: StorageError.self) {
          try await data.tenants.lease(ids[1])
        }
        #expect(full?.code == .busy)
        _ = (first, same, third)
      }
      _ = try await data.tenants.lease(ids[1])
    }
  }

  @Test("Many callers over few slots all get the right tenant, and lose no write")
  func manyCallers() async throws {
    var options = StorageOptions()
    options.maxOpenTenants = 3
    try await withDataFolder(options: options) { data in
      var ids: [TenantID] = []
      for index in 0..<8 { ids.append(try await data.createTenant("t\(index)").id) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in 0..<16 {
          group.addTask { [ids] in
            var generator = SeededGenerator(seed: UInt64(worker))
            for _ in 0..<12 {
              guard let id = ids.randomElement(using: &generator) else { return }
              try await Self.write(data, id)
            }
          }
        }
        try await group.waitForAll()
      }
      var total = 0
      for id in ids {
        let lease = try await data.tenants.lease(id)
        total += try await lease.database.read { (reader) throws(StorageError) in
          try reader.auditEvents(limit: 1000).items.count
        }
      }
      #expect(total == 16 * 12)
    }
  }

  @Test("A deleted tenant is gone at once; its files go with the last lease")
  func delete() async throws {
    try await withDataFolder { data in
      let tenant = try await data.createTenant()
      let id = tenant.id
      do {
        let lease = try await data.tenants.lease(id)
        let other = await #expect(throws: StorageError.self) {
          try await data.tenants.delete(id, etag: "other", at: day(1)) {
            (_) throws(StorageError) in
          }
        }
        #expect(other?.code == .conflict && data.tenants.leaseIfOpen(id) != nil)
        _ = try await data.tenants.delete(id, etag: tenant.etag, at: day(1)) {
          (_) throws(StorageError) in
        }
        #expect(data.tenants.leaseIfOpen(id) == nil)
        #expect(try Self.folders(data).count == 1)
        _ = lease
      }
      let gone = await #expect(throws: StorageError.self) { try await data.tenants.lease(id) }
      #expect(gone?.code == .notFound)
      #expect(try Self.folders(data).isEmpty)
      let twice = await #expect(throws: StorageError.self) {
        try await data.tenants.delete(id, etag: tenant.etag, at: day(1)) {
          (_) throws(StorageError) in
        }
      }
      #expect(twice?.code == .notFound)
      try await data.createTenant()
    }
  }

  @Test("A tenant is found by name through the index, because every call looks one up")
  func lookup() async throws {
    try await withDataFolder { data in
      let plan = try await data.operators.read { (reader) throws(StorageError) in
        try reader.connection.all(
          "EXPLAIN QUERY PLAN \(OperatorReader.tenantByName.text)", "acme"
        ) { String(decoding: $0.bytes(3), as: UTF8.self) }
      }
      #expect(plan == ["SEARCH tenants USING INDEX tenants_by_name (name=?)"])
    }
  }

  @Test("A token's gate opens, closes, and falls with its tenant")
  func gates() async throws {
    try await withDataFolder { data in
      let tenant = try await data.createTenant()
      let id = tenant.id
      let gate = TokenGate(tokenID: "t1", tenant: id, secretHash: [1, 2])
      let fleet = TokenGate(tokenID: "t2", tenant: nil, secretHash: [3])
      _ = try await data.operators.write { (writer) throws(StorageError) in
        try writer.openGate(gate)
        try writer.openGate(fleet)
        try writer.hintUnfinishedRun(id)
      }
      let read = { (token: String) in
        try data.operators.readNow { (reader) throws(StorageError) in
          try reader.gate(token: token)
        }
      }
      #expect(try read("t1") == gate)
      #expect(try read("t2") == fleet)
      #expect(try read("t3") == nil)
      _ = try await data.tenants.delete(id, etag: tenant.etag, at: day(1)) {
        (_) throws(StorageError) in
      }
      #expect(try read("t1") == nil)
      #expect(try read("t2") == fleet)
      let hints = try await data.operators.read { (reader) throws(StorageError) in
        try reader.tenantsWithUnfinishedRuns()
      }
      #expect(hints.isEmpty)
    }
  }

  /// Writes into a tenant, however often it must try while all slots are in use.
  private static func write(_ data: DataFolder, _ id: TenantID) async throws {
    while true {
      do throws(StorageError) {
        let lease = try await data.tenants.lease(id)
        _ = try await lease.database.write { (writer) throws(StorageError) in
          try writer.audit(AuditEvent(time: day(0), caller: nil, action: "a", subject: "b"))
        }
        return
      } catch {
        guard error.code == .busy else { throw error }
        await Task.yield()
      }
    }
  }

  private static func folders(_ data: DataFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(data.path)/tenants").sorted()
  }
}
