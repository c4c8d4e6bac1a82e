internal import Cleanup
internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import Storage

@Suite("The audit as a chain of hashes")
struct AuditChainTests {
  /// What somebody does to the file who can write it, and what the check says of it.
  struct Tampering: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    let sequence: Int64
    let kind: AuditBreak.Kind

    init(_ name: String, _ sql: String, _ sequence: Int64, _ kind: AuditBreak.Kind) {
      (testDescription, self.sql, self.sequence, self.kind) = (name, sql, sequence, kind)
    }
  }

  private static let insert = """
    INSERT INTO audit SELECT %d, time, token_id, token_name, role, address, action, 'forged', before,
      after, hash FROM audit WHERE sequence = 5;
    """
  private static let columns = [
    "time = time + 1", "token_id = 'x'", "token_name = NULL", "role = 'viewer'", "address = ''",
    "action = 'x'", "subject = 'x'", "before = 'x'", "after = ''", "hash = zeroblob(32)",
    "hash = x'00'",
  ]
  static let tamperings =
    columns.map {
      Tampering("edit \($0)", "UPDATE audit SET \($0) WHERE sequence = 5", 5, .changed)
    } + [
      Tampering(
        "a text moved to the next column",
        "UPDATE audit SET before = before || after, after = '' WHERE sequence = 5", 5, .changed),
      Tampering("the first is deleted", "DELETE FROM audit WHERE sequence = 1", 1, .missing),
      Tampering("one is deleted", "DELETE FROM audit WHERE sequence = 5", 5, .missing),
      Tampering(
        "one is deleted and the gap closed",
        """
        DELETE FROM audit WHERE sequence = 5;
        UPDATE audit SET sequence = sequence - 1 WHERE sequence > 5
        """, 5, .changed),
      Tampering("the tail is deleted", "DELETE FROM audit WHERE sequence > 8", 9, .truncated),
      Tampering("all are deleted", "DELETE FROM audit", 1, .truncated),
      Tampering(
        "two are exchanged",
        """
        UPDATE audit SET sequence = -1 WHERE sequence = 4;
        UPDATE audit SET sequence = 4 WHERE sequence = 7;
        UPDATE audit SET sequence = 7 WHERE sequence = -1
        """, 4, .changed),
      Tampering(
        "one is put in",
        """
        UPDATE audit SET sequence = -sequence WHERE sequence > 5;
        UPDATE audit SET sequence = 1 - sequence WHERE sequence < 0;
        """ + String(format: insert, 6), 6, .changed),
      Tampering("one is put before the first", String(format: insert, 0), 0, .added),
      Tampering("one is added", String(format: insert, 13), 13, .changed),
      Tampering(
        "the kept end is moved back with the tail",
        """
        DELETE FROM audit WHERE sequence > 8;
        UPDATE audit_head SET sequence = 8
        """, 8, .remade),
      Tampering("the kept end is deleted", "DELETE FROM audit_head", 12, .headLost),
      Tampering("the kept end has no hash", "UPDATE audit_head SET hash = x''", 12, .headLost),
    ]

  @Test("Whatever is done to the file is found, and the first event named", arguments: tamperings)
  func tampering(_ tampering: Tampering) async throws {
    try await withTenant { database in
      try await Self.fill(database, 12)
      #expect(try await Self.proof(of: database).firstBreak == nil)
      try Self.tamper(database, tampering.sql)
      let proof = try await Self.proof(of: database)
      #expect(proof.firstBreak?.sequence == tampering.sequence, "\(proof)")
      #expect(proof.firstBreak?.kind == tampering.kind)
      #expect(
        proof.firstBreak?.message.contains("\(tampering.sequence)") == true
          || tampering.kind == .remade || tampering.kind == .headLost)
      #expect(proof.count < 12 || tampering.sequence >= 12)
    }
  }

  @Test("A chain that was made anew is found by the end that the service kept")
  func remade() async throws {
    try await withTenant { database in
      try await Self.fill(database, 12)
      try Self.tamper(database, "UPDATE audit SET subject = 'x' WHERE sequence = 5", chains: true)
      let proof = try await Self.proof(of: database)
      #expect(proof.count == 12)
      #expect(proof.firstBreak?.kind == .remade)
    }
  }

  @Test("A chain made anew with its end is found by the head that somebody noted")
  func noted() async throws {
    try await withTenant { database in
      try await Self.fill(database, 8)
      let noted = try await Self.proof(of: database).head
      try await Self.fill(database, 4)
      #expect(try await Self.proof(of: database, expecting: noted).firstBreak == nil)
      try Self.tamper(
        database, "UPDATE audit SET subject = 'x' WHERE sequence = 5", chains: true, ends: true)
      #expect(try await Self.proof(of: database).firstBreak == nil)
      let proof = try await Self.proof(of: database, expecting: noted)
      #expect(proof.firstBreak?.kind == .notExpected)
      #expect(proof.firstBreak?.sequence == 8)
    }
  }

  @Test("A tail cut off with its end is found by the head that somebody noted")
  func cut() async throws {
    try await withTenant { database in
      try await Self.fill(database, 8)
      let noted = try await Self.proof(of: database).head
      try Self.tamper(
        database, "DELETE FROM audit WHERE sequence > 6", chains: true, ends: true)
      #expect(try await Self.proof(of: database).firstBreak == nil)
      let proof = try await Self.proof(of: database, expecting: noted)
      #expect(proof.firstBreak?.kind == .notExpected)
      #expect(proof.firstBreak?.sequence == 7)
    }
  }

  @Test("What the service writes behind a tampered tail does not heal it")
  func later() async throws {
    try await withTenant { database in
      try await Self.fill(database, 12)
      try Self.tamper(database, "DELETE FROM audit WHERE sequence > 8")
      try await Self.fill(database, 2)
      let proof = try await Self.proof(of: database)
      #expect(proof.firstBreak?.kind == .missing)
      #expect(proof.firstBreak?.sequence == 9)
      #expect(proof.firstBreak?.message.contains("9 to 12") == true)
    }
  }

  @Test("Events that were added from outside do not keep the service from writing, and are found")
  func added() async throws {
    try await withTenant { database in
      try await Self.fill(database, 12)
      try Self.tamper(database, String(format: Self.insert, 13))
      try await Self.fill(database, 2)
      #expect(try await Self.proof(of: database).firstBreak?.sequence == 13)
    }
  }

  @Test("Events that were chained on behind the kept end are found")
  func chainedOn() async throws {
    try await withTenant { database in
      try await Self.fill(database, 12)
      try Self.tamper(database, String(format: Self.insert, 13), chains: true)
      let proof = try await Self.proof(of: database)
      #expect(proof.firstBreak?.kind == .added && proof.firstBreak?.sequence == 13)
    }
  }

  @Test("Without events the chain holds, and its head can be noted")
  func empty() async throws {
    try await withTenant { database in
      let proof = try await Self.proof(of: database, expecting: .beginning)
      #expect(proof == AuditProof(count: 0, head: .beginning))
    }
  }

  @Test("Many writers at once, parts that are taken back and transactions that fail keep the chain")
  func concurrent() async throws {
    try await withTenant { database in
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<60 {
          group.addTask {
            _ = try? await database.write { (writer) throws(StorageError) in
              try writer.audit(Self.event(number))
              for part in 0..<3 {
                _ = try writer.separately(StorageError.self) { () throws(StorageError) in
                  try writer.audit(Self.event(number))
                  if part == 1 { throw StorageError(.conflict, "taken back") }
                }
              }
              if number.isMultiple(of: 5) { throw StorageError(.conflict, "taken back") }
            }
          }
        }
      }
      let proof = try await Self.proof(of: database)
      #expect(proof.firstBreak == nil)
      #expect(proof.count == 48 * 3)
    }
  }

  @Test("More events than one step takes are checked to the end")
  func steps() async throws {
    try await withTenant { database in
      let count = AuditCheck.step + 2
      try await Self.fill(database, count)
      let proof = try await Self.proof(of: database)
      #expect(proof.count == count && proof.firstBreak == nil)
      try Self.tamper(database, "UPDATE audit SET subject = '' WHERE sequence = \(count)")
      #expect(try await Self.proof(of: database).firstBreak?.sequence == Int64(count))
    }
  }

  @Test("Events from before the chain are chained by the migration", arguments: [0, 1, 2500])
  func migration(count: Int) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("tenant.sqlite")
    try folder.write("tenant.sqlite", "")
    let connection = try ConnectionHandle(path).connection()
    try Self.migrateToSeven(connection)
    for number in 0..<count {
      try connection.run(
        """
        INSERT INTO audit (time, token_id, token_name, role, address, action, subject, before, after)
        VALUES (?, ?, ?, ?, ?, 'a', ?, '', 'ø')
        """, number, number % 2 == 0 ? nil : "t", number % 2 == 0 ? nil : "n",
        number % 2 == 0 ? nil : "admin", number % 2 == 0 ? nil : "::1", "\(number)")
    }
    try Migrator(connection: connection, kind: .tenant).run()
    let reader = TenantReader(connection: connection)
    var check = AuditCheck()
    while !check.isOver { check = try reader.continuing(check) }
    #expect(check.proof.count == count && check.proof.firstBreak == nil)
    try connection.transaction {
      try TenantWriter(connection: connection).audit(Self.event(1))
    }
    check = AuditCheck()
    while !check.isOver { check = try reader.continuing(check) }
    #expect(check.proof.count == count + 1 && check.proof.firstBreak == nil)
    #expect(throws: StorageError.self) { try connection.run("UPDATE audit SET action = 'b'") }
    #expect(throws: StorageError.self) { try connection.run("DELETE FROM audit") }
  }

  @Test("The operator's database has a chain of its own")
  func operators() async throws {
    try await withDataFolder { data in
      _ = try await data.operators.write { (writer) throws(StorageError) in
        try writer.audit(Self.event(1))
      }
      let check = try await data.operators.read { (reader) throws(StorageError) in
        try reader.continuing(AuditCheck())
      }
      #expect(check.isOver && check.proof.count == 1 && check.proof.firstBreak == nil)
    }
  }

  private static func migrateToSeven(_ connection: Connection) throws {
    for migration in DatabaseKind.tenant.migrations where migration.version < 8 {
      try connection.execute(migration.sql)
      try connection.run(
        "INSERT INTO migrations (version, name, checksum, applied_at) VALUES (?, ?, ?, 0)",
        migration.version, migration.name, migration.checksum)
      try connection.execute(
        """
        PRAGMA application_id = \(DatabaseKind.tenant.applicationID);
        PRAGMA user_version = \(migration.version);
        """)
    }
  }

  /// Each with other texts, some of them nobody's.
  private static func event(_ number: Int) -> AuditEvent {
    let caller = Caller(
      tokenID: "t\(number)", tokenName: "ann", role: .admin, address: "192.0.2.\(number % 250)")
    return AuditEvent(
      time: day(number % 300), caller: number % 4 == 2 ? nil : caller, action: "policy.configured",
      subject: "s\(number)", before: "{}", after: "{\"n\":\"\(number) å\"}")
  }

  private static func fill(_ database: TenantDatabase, _ count: Int) async throws {
    // Several in one transaction, and several transactions.
    for start in stride(from: 0, to: count, by: 5000) {
      _ = try await database.write { (writer) throws(StorageError) in
        for number in start..<min(start + 5000, count) where number > start {
          try writer.audit(event(number))
        }
      }
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.audit(event(start))
      }
    }
  }

  private static func proof(
    of database: TenantDatabase, expecting expected: AuditHead? = nil
  ) async throws -> AuditProof {
    var check = AuditCheck(expecting: expected)
    while !check.isOver {
      let before = check
      check = try await database.read { (reader) throws(StorageError) in
        try reader.continuing(before)
      }
    }
    return check.proof
  }

  /// Writes as somebody does who has the file and no service: without triggers. Chains everything anew,
  /// and moves the kept end, when so told.
  private static func tamper(
    _ database: TenantDatabase, _ sql: String, chains: Bool = false, ends: Bool = false
  ) throws {
    let handle = try ConnectionHandle(database.files.database)
    let connection = handle.connection()
    try connection.execute(
      "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; \(sql);")
    var head = AuditHead.beginning
    if chains {
      var encoding = AuditEncoding()
      let hashes = try connection.all(
        "SELECT \(AuditRow.columns) FROM audit ORDER BY sequence"
      ) { row in
        head = AuditHead(
          sequence: row[0], hash: AuditRow.hash(of: row, after: head.hash, &encoding))
        return head
      }
      for made in hashes {
        try connection.run("UPDATE audit SET hash = ? WHERE sequence = ?", made.hash, made.sequence)
      }
    }
    if ends {
      try connection.run("UPDATE audit_head SET sequence = ?, hash = ?", head.sequence, head.hash)
    }
    try connection.execute(
      """
      CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
      CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
      """)
  }
}
