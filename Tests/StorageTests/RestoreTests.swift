internal import Cleanup
internal import Foundation
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import Storage

@Suite("Backing tenants up and restoring them")
struct RestoreTests {
  @Test("A copy has the moment at which it began, whatever is written meanwhile")
  func backupWhileWriting() async throws {
    try await withDataFolder { data in
      let tenant = try await data.createTenant()
      let lease = try await data.tenants.lease(tenant.id)
      try await lease.database.importUsers((0..<20_000).map { .test("user-\($0)") })
      let isOver = Mutex(false)
      let writing = Task {
        var written = 0
        while !isOver.withLock(\.self) {
          try await lease.database.importUsers([.test("new-\(written)")], mode: .merge)
          written += 1
        }
        return written
      }
      let files = [
        try await data.tenants.backup(lease), try await data.tenants.backup(lease),
      ]
      isOver.withLock { $0 = true }
      #expect(try await writing.value > 0)
      for file in files {
        #expect(try BackupCheck.schemaVersion(file.path) == DatabaseKind.tenant.newestVersion)
        let copy = try ConnectionHandle(file.path).connection()
        // Of an import that was half done nothing shows.
        let users = try copy.number(
          """
          SELECT count(*) FROM users u JOIN directories d ON d.id = u.directory_id
          WHERE u.added_generation <= d.generation
          """)
        #expect(users >= 20_000)
        #expect(try copy.number("SELECT user_count FROM directories") == users)
      }
    }
  }

  @Test("A restored tenant has the same users, no tokens, no schedule that is on, and a new etag")
  func restore() async throws {
    try await withDataFolder { data in
      let (tenant, backup) = try await Self.tenantWithBackup(data)
      let new = Tenant(id: .random(), name: "copy", createdAt: day(3), etag: "x")
      let made = try await data.tenants.restore(backup, asNew: new, Self.record())
      #expect(made.tenant.id == new.id && made.droppedTokens == 1 && made.wasScheduled)
      let copy = try await data.tenants.lease(new.id)
      let original = try await data.tenants.lease(tenant.id)
      #expect(try await copy.database.visibleUsers() == original.database.visibleUsers())
      let facts = try await copy.database.read { (reader) throws(StorageError) in
        (
          try reader.schedule()?.schedule.isOn, try reader.schedule()?.dueAt,
          try reader.tokens(after: nil, limit: 10).items.count,
          try reader.auditEvents(limit: 100).items.reversed().map(\.event).last?.action
        )
      }
      #expect(facts.0 == false && facts.1 == nil && facts.2 == 0 && facts.3 == "tenant.restored")
    }
  }

  @Test("Replacing keeps the id; whoever has the old files reads on, and writes no more")
  func replace() async throws {
    try await withDataFolder { data in
      let (tenant, backup) = try await Self.tenantWithBackup(data)
      let old = try await data.tenants.lease(tenant.id)
      try await old.database.importUsers([.test("later")], mode: .merge)
      let other = try await data.tenants.backup(old)
      var stale = tenant
      stale.etag = "stale"
      let refused = await #expect(throws: StorageError.self) {
        try await data.tenants.restore(other, over: stale, old, Self.record()) { true }
      }
      #expect(refused?.code == .conflict)
      // Nothing came of it: the tenant is written as before.
      try await old.database.importUsers([.test("later-still")], mode: .merge)
      #expect(try Self.folders(data) == [tenant.id.description])

      let made = try await data.tenants.restore(backup, over: tenant, old, Self.record()) { true }
      #expect(made.tenant.id == tenant.id && made.tenant.etag != tenant.etag)
      let new = try await data.tenants.lease(tenant.id)
      #expect(new.database !== old.database)
      #expect(try await old.database.visibleUsers().contains("later"))
      let late = await #expect(throws: StorageError.self) {
        try await old.database.write { (writer) throws(StorageError) in
          try writer.audit(Self.event("late"))
        }
      }
      #expect(late?.code == .notOwner)
      #expect(try await new.database.visibleUsers() == ["one", "two"])
      try await new.database.importUsers([.test("three")], mode: .merge)
    }
  }

  @Test("The old files go with the last who has them, and the new ones are found again")
  func oldFiles() async throws {
    let folder = try TemporaryFolder()
    let data = try DataFolder.open(folder.path("data"))
    let (tenant, backup) = try await Self.tenantWithBackup(data)
    do {
      let old = try await data.tenants.lease(tenant.id)
      _ = try await data.tenants.restore(backup, over: tenant, old, Self.record()) { true }
      #expect(try Self.folders(data).count == 2)
    }
    try await eventually("the old folder is gone") { try Self.folders(data) == ["\(tenant.id)-2"] }
    await data.close()
    let again = try DataFolder.open(folder.path("data"))
    let lease = try await again.tenants.lease(tenant.id)
    #expect(try await lease.database.visibleUsers() == ["one", "two"])
    #expect(lease.database.ownerEpoch == 2)
    await again.tenants.close(tenant.id)
  }

  @Test("After a crash at any stage there is the old tenant or the new one, and no third")
  func crashes() async throws {
    let folder = try TemporaryFolder()
    let data = try DataFolder.open(folder.path("data"))
    let (tenant, backup) = try await Self.tenantWithBackup(data)
    let old = try await data.tenants.lease(tenant.id)
    try await old.database.importUsers([.test("later")], mode: .merge)
    let path = folder.path("data")
    // What a killed process leaves is what the files are at that moment.
    let snapshot: @Sendable (String) -> Void = { stage in
      try? FileManager.default.copyItem(atPath: path, toPath: "\(folder.path)/\(stage)")
    }
    snapshot("received")
    let record = Tenants.RestoreRecord(by: "ops", at: day(3)) { (_, _) throws(StorageError) in
      snapshot("adopting")
    } inOperator: { (_, _) throws(StorageError) in
      snapshot("showing")
    }
    _ = try await data.tenants.restore(backup, over: tenant, old, record) { true }
    snapshot("shown")
    let stages = [
      "received": false, "adopting": false, "showing": false, "shown": true,
    ]
    for (stage, isNew) in stages {
      let left = try DataFolder.open("\(folder.path)/\(stage)")
      let lease = try await left.tenants.lease(tenant.id)
      let users = try await lease.database.visibleUsers()
      #expect(users == (isNew ? ["one", "two"] : ["later", "one", "two"]), "\(stage)")
      #expect(try Self.folders(left).count == 1, "\(stage)")
      let transfers = try FileManager.default.contentsOfDirectory(
        atPath: "\(folder.path)/\(stage)/transfers")
      #expect(transfers.isEmpty, "\(stage)")
      try await lease.database.importUsers([.test("after")], mode: .merge)
    }
  }

  @Test("A crash while a new tenant is restored leaves no tenant and no files")
  func crashOfNew() async throws {
    let folder = try TemporaryFolder()
    let data = try DataFolder.open(folder.path("data"))
    let (tenant, backup) = try await Self.tenantWithBackup(data)
    let path = folder.path("data")
    let record = Tenants.RestoreRecord(by: "ops", at: day(3)) { (_, _) throws(StorageError) in
    } inOperator: { (_, _) throws(StorageError) in
      try? FileManager.default.copyItem(atPath: path, toPath: "\(folder.path)/left")
    }
    let new = Tenant(id: .random(), name: "copy", createdAt: day(3), etag: "x")
    _ = try await data.tenants.restore(backup, asNew: new, record)
    let left = try DataFolder.open("\(folder.path)/left")
    #expect(try Self.folders(left) == [tenant.id.description])
    try await left.createTenant("copy")
    await left.close()
    await data.close()
  }

  @Test("A tenant with a run at work is not replaced")
  func runAtWork() async throws {
    try await withDataFolder { data in
      let (tenant, backup) = try await Self.tenantWithBackup(data)
      let lease = try await data.tenants.lease(tenant.id)
      _ = try await lease.database.write { (writer) throws(StorageError) in
        try writer.createRun(Self.run)
      }
      let refused = await #expect(throws: StorageError.self) {
        try await data.tenants.restore(backup, over: tenant, lease, Self.record()) { true }
      }
      #expect(refused?.code == .runAtWork)
      #expect(try Self.folders(data) == [tenant.id.description])
    }
  }

  @Test("A run that was at work in the backup is asked to stop, and its tenant noted")
  func stoppedRun() async throws {
    try await withDataFolder { data in
      let tenant = try await data.createTenant()
      let lease = try await data.tenants.lease(tenant.id)
      _ = try await lease.database.write { (writer) throws(StorageError) in
        try writer.createRun(Self.run)
      }
      let backup = try await data.tenants.backup(lease)
      let new = Tenant(id: .random(), name: "copy", createdAt: day(3), etag: "x")
      let made = try await data.tenants.restore(backup, asNew: new, Self.record())
      #expect(made.stoppedRun == "r1")
      let copy = try await data.tenants.lease(new.id)
      let (run, noted) = (
        try await copy.database.read { (reader) throws(StorageError) in try reader.runningRun() },
        try await data.operators.read { (reader) throws(StorageError) in
          try reader.tenantsWithUnfinishedRuns()
        }
      )
      #expect(run?.cancelledBy == "ops" && noted == [new.id])
    }
  }

  @Test("A backup made in the middle of the first import is restored, and nothing of that shows")
  func unfinishedImport() async throws {
    try await withDataFolder { data in
      let tenant = try await data.createTenant()
      let lease = try await data.tenants.lease(tenant.id)
      let session = try await lease.database.beginImport(
        into: lease.database.directory().id, mode: .full, at: day(1))
      try await session.append(users: [.test("one"), .test("two")], groups: [], at: day(1))
      let backup = try await data.tenants.backup(lease)
      let new = Tenant(id: .random(), name: "copy", createdAt: day(3), etag: "x")
      _ = try await data.tenants.restore(backup, asNew: new, Self.record())
      let copy = try await data.tenants.lease(new.id)
      #expect(try await copy.database.visibleUsers() == [])
      let indexes = try await copy.database.read { (reader) throws(StorageError) in
        try reader.connection.number(
          """
          SELECT count(*) FROM sqlite_schema
          WHERE name IN ('users_by_key', 'memberships_by_group')
          """)
      }
      #expect(indexes == 2)
      try await copy.database.importUsers([.test("one")])
      #expect(try await copy.database.visibleUsers() == ["one"])
      // What came of it can be backed up and restored in its turn.
      let again = Tenant(id: .random(), name: "again", createdAt: day(3), etag: "x")
      let second = try await data.tenants.backup(copy)
      _ = try await data.tenants.restore(second, asNew: again, Self.record())
    }
  }

  @Test("Looking at a tenant leaves it open or closed, and puts no other one out")
  func glance() async throws {
    var options = StorageOptions()
    options.maxOpenTenants = 3
    try await withDataFolder(options: options) { data in
      let tenants = [
        try await data.createTenant("a"), try await data.createTenant("b"),
        try await data.createTenant("c"), try await data.createTenant("d"),
      ]
      for tenant in tenants.prefix(2) { _ = try await data.tenants.lease(tenant.id) }
      for tenant in tenants {
        let line = try await data.tenants.glance(at: tenant.id) { (reader) throws(StorageError) in
          try reader.fleetLine(of: tenant, at: day(3), overdueAfterSeconds: 60)
        }
        #expect(line.tenant == tenant && line.policy == nil && !line.isFailed)
      }
      for tenant in tenants.prefix(2) {
        #expect(data.tenants.leaseIfOpen(tenant.id) != nil, "\(tenant.name)")
      }
      for tenant in tenants.suffix(2) {
        #expect(data.tenants.leaseIfOpen(tenant.id) == nil, "\(tenant.name)")
      }
    }
  }

  @Test("What is no tenant's database of ours is refused", arguments: Forgery.allCases)
  func forgeries(_ forgery: Forgery) async throws {
    try await withDataFolder { data in
      let (_, backup) = try await Self.tenantWithBackup(data)
      try forgery.apply(to: backup.path)
      let new = Tenant(id: .random(), name: "copy", createdAt: day(3), etag: "x")
      let refused = await #expect(throws: StorageError.self) {
        try await data.tenants.restore(backup, asNew: new, Self.record())
      }
      #expect(refused?.code == .rejectedBackup, "\(refused?.message ?? "")")
      #expect(try Self.folders(data).count == 1)
    }
  }

  @Test("A backup of every older schema is brought up to date")
  func olderSchemas() async throws {
    try await withDataFolder { data in
      for version in 1..<DatabaseKind.tenant.newestVersion {
        let file = try data.tenants.newTransfer()
        try Self.make(version, at: file.path)
        let new = Tenant(id: .random(), name: "old-\(version)", createdAt: day(3), etag: "x")
        let made = try await data.tenants.restore(file, asNew: new, Self.record())
        #expect(made.backupSchemaVersion == version)
        let lease = try await data.tenants.lease(new.id)
        _ = try await lease.database.write { (writer) throws(StorageError) in
          try writer.putDirectory(named: "users", kind: .embedded, at: day(3))
        }
        try await lease.database.importUsers([.test("one")])
      }
    }
  }

  /// A file with the schema of an older program.
  private static func make(_ version: Int, at path: String) throws {
    let connection = try ConnectionHandle(path).connection()
    for migration in Migration.tenant where migration.version <= version {
      try connection.execute(migration.sql)
      try migration.work?.perform(on: connection)
      try connection.run(
        "INSERT INTO migrations VALUES (?, ?, ?, 0)", migration.version, migration.name,
        migration.checksum)
    }
    try connection.execute(
      """
      INSERT INTO meta VALUES (1, 'x', 1);
      PRAGMA application_id = \(DatabaseKind.tenant.applicationID);
      PRAGMA user_version = \(version);
      """)
  }

  static func tenantWithBackup(
    _ data: DataFolder
  ) async throws -> (Tenant, TransferFile) {
    let tenant = try await data.createTenant()
    let lease = try await data.tenants.lease(tenant.id)
    try await lease.database.importUsers([.test("one"), .test("two")])
    _ = try await lease.database.write { (writer) throws(StorageError) in
      try writer.putSchedule(
        StoredSchedule(
          schedule: Schedule(recurrence: .hours(1)), etag: "s", updatedAt: day(1),
          updatedBy: "ops", dueAt: day(2), onlyAnalyzesNext: false))
      try writer.insertToken(
        AccessToken(id: "t1", name: "ops", role: .admin, secretHash: [1], createdAt: day(1)))
    }
    return (tenant, try await data.tenants.backup(lease))
  }

  static func record() -> Tenants.RestoreRecord {
    Tenants.RestoreRecord(by: "ops", at: day(3)) { (writer, _) throws(StorageError) in
      try writer.audit(event("tenant.restored"))
    } inOperator: { (writer, _) throws(StorageError) in
      try writer.audit(event("tenant.restored"))
    }
  }

  private static func event(_ action: String) -> AuditEvent {
    AuditEvent(time: day(3), caller: nil, action: action, subject: "tenant")
  }

  private static let run = Run(
    id: "r1", startedBy: "ops", startedAt: day(2), analysisID: "",
    policy: StoredPolicy(
      policy: Policy(action: .deactivate, inactiveAfterDays: 90), revision: 1, etag: "p",
      updatedAt: day(1), updatedBy: "ops"), candidates: 0)

  static func folders(_ data: DataFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(data.path)/tenants").sorted()
  }
}
