internal import Cleanup
internal import Foundation
@testable internal import Storage
internal import TestSupport
internal import Testing

@Suite("Opening files")
struct OpeningTests {
  @Test("Every connection has the settings that it should have")
  func pragmas() async throws {
    try await withTenant { database in
      let writer = try await database.write { (writer) throws(StorageError) in
        try Self.settings(writer.connection)
      }.value
      let reader = try await database.read { (reader) throws(StorageError) in
        try Self.settings(reader.connection)
      }
      let quick = try database.readNow { (reader) throws(StorageError) in
        try Self.settings(reader.connection)
      }
      #expect(writer["synchronous"] == 2, "a commit must survive the loss of power")
      #expect(writer["query_only"] == 0)
      #expect(reader["query_only"] == 1)
      #expect(quick["query_only"] == 1)
      for settings in [writer, reader, quick] {
        #expect(settings["auto_vacuum"] == 2)
        #expect(settings["trusted_schema"] == 0)
        #expect(settings["foreign_keys"] == 1)
        #expect(settings["busy_timeout"] == 5000)
        #expect(settings["wal_autocheckpoint"] == 20_000)
        #expect(settings["cache_size"] == -512)
        #expect(settings["mmap_size"] == 0)
        #expect(settings["application_id"] == Int64(DatabaseKind.tenant.applicationID))
      }
    }
  }

  @Test("The first to write takes over the connection for quick reads")
  func connections() async throws {
    try await withTenant { database in
      let path = database.files.database
      #expect(try Self.openings(of: path) == 1)
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.putDirectory(named: "others", kind: .embedded, at: day(0))
      }
      #expect(try Self.openings(of: path) == 1)
      let others = try database.readNow { (reader) throws(StorageError) in
        try reader.directory(named: "others")
      }
      #expect(others != nil)
      #expect(try Self.openings(of: path) == 2)
      #expect(try await database.directory("others").name == "others")
      #expect(try Self.openings(of: path) == 3)
    }
  }

  @Test("What a closed database leaves is whole, and its log and the log's index are empty")
  func closed() async throws {
    let folder = try TemporaryFolder()
    for _ in 0..<2 {
      let data = try DataFolder.open(folder.path("data"))
      await data.close()
      let path = folder.path("data/operator.sqlite")
      #expect(PrivateFiles.size(path) ?? 0 > 0)
      #expect(PrivateFiles.size("\(path)-wal") == 0)
      #expect(PrivateFiles.size("\(path)-shm") == 0)
    }
  }

  @Test("A log that was taken away from a closed database is made again")
  func missingLog() async throws {
    try await withDataFolder { data in
      let tenant = try await data.createTenant()
      await data.tenants.close(tenant.id)
      let log = "\(data.path)/tenants/\(tenant.id)/tenant.sqlite-wal"
      try FileManager.default.removeItem(atPath: log)
      for name in ["others", "more"] {
        let lease = try await data.tenants.lease(tenant.id)
        _ = try await lease.database.write { (writer) throws(StorageError) in
          try writer.putDirectory(named: name, kind: .embedded, at: day(0))
        }
        #expect(PrivateFiles.size(log) ?? 0 > 0)
        #expect(try Self.mode(log) == 0o600)
        await data.tenants.close(tenant.id)
      }
    }
  }

  @Test("Where another process replicates, nobody here ever checkpoints")
  func externalCheckpoints() async throws {
    let folder = try TemporaryFolder()
    var options = StorageOptions()
    options.checkpointing = .external
    let data = try DataFolder.open(folder.path("data"), options: options)
    let mode = try await data.operators.read { (reader) throws(StorageError) in
      try reader.connection.number("PRAGMA wal_autocheckpoint")
    }
    #expect(mode == 0)
    await data.close()
    let log = folder.path("data/operator.sqlite-wal")
    let size = try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
    #expect(size ?? 0 > 0, "the log is left for the replicating process")
  }

  @Test("Nobody else can read the files")
  func permissions() async throws {
    try await withDataFolder { data in
      let tenant = try await data.createTenant()
      let lease = try await data.tenants.lease(tenant.id)
      let files = lease.database.files
      for path in [files.folder, files.logs, data.path, "\(data.path)/tenants"] {
        #expect(try Self.mode(path) == 0o700, "\(path)")
      }
      let databases = [files.database, "\(data.path)/operator.sqlite"]
      let all = databases.flatMap { [$0, "\($0)-wal", "\($0)-shm"] } + [files.lock]
      for path in all {
        #expect(try Self.mode(path) == 0o600, "\(path)")
      }
    }
  }

  @Test("A second server is kept out, and let in when the first has gone")
  func secondServer() async throws {
    let folder = try TemporaryFolder()
    let first = try DataFolder.open(folder.path("data"))
    let refused = #expect(throws: StorageError.self) {
      _ = try DataFolder.open(folder.path("data"))
    }
    #expect(refused?.code == .locked)
    await first.close()
    let second = try DataFolder.open(folder.path("data"))
    await second.close()
  }

  @Test("A database of a newer program is refused and left as it is")
  func newerSchema() async throws {
    let folder = try TemporaryFolder()
    try await Self.prepare(folder, sql: "PRAGMA user_version = 999")
    let before = try Data(contentsOf: folder.url.appending(path: "data/operator.sqlite"))
    let refused = #expect(throws: StorageError.self) {
      _ = try DataFolder.open(folder.path("data"))
    }
    #expect(refused?.code == .newerSchema)
    #expect(try Data(contentsOf: folder.url.appending(path: "data/operator.sqlite")) == before)
  }

  @Test("A schema that was made by other statements is refused")
  func editedMigration() async throws {
    let folder = try TemporaryFolder()
    try await Self.prepare(folder, sql: "UPDATE migrations SET checksum = 'other'")
    let refused = #expect(throws: StorageError.self) {
      _ = try DataFolder.open(folder.path("data"))
    }
    #expect(refused?.code == .corrupt)
  }

  @Test("A file of another program is refused", arguments: ["text", "database"])
  func foreignFile(_ kind: String) async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("data"), withIntermediateDirectories: true)
    if kind == "text" {
      try folder.write("data/operator.sqlite", String(repeating: "hello ", count: 100))
    } else {
      try folder.write("data/operator.sqlite", "")
      try ConnectionHandle(folder.path("data/operator.sqlite")).connection()
        .execute("PRAGMA user_version = 1; CREATE TABLE t (x)")
    }
    let refused = #expect(throws: StorageError.self) {
      _ = try DataFolder.open(folder.path("data"))
    }
    #expect(refused?.code == .corrupt)
  }

  @Test("A folder that cannot be written says so")
  func readOnlyFolder() throws {
    // Nobody, not even root, can make folders in /proc.
    let refused = #expect(throws: StorageError.self) {
      _ = try DataFolder.open("/proc/dormouse")
    }
    #expect(refused?.code == .readOnly)
  }

  @Test("More tenants than the system has descriptors for are refused")
  func descriptors() throws {
    let refused = #expect(throws: StorageError.self) {
      try DescriptorLimit.ensure(forTenants: 1 << 40)
    }
    #expect(refused?.code == .tooManyOpenFiles)
  }

  private static func settings(
    _ connection: Connection
  ) throws(StorageError) -> [String: Int64] {
    let names = [
      "synchronous", "auto_vacuum", "trusted_schema", "foreign_keys", "busy_timeout",
      "wal_autocheckpoint", "cache_size", "mmap_size", "application_id", "query_only",
    ]
    var settings: [String: Int64] = [:]
    for name in names { settings[name] = try connection.first("PRAGMA \(name)") { $0.int64(0) } }
    // SQLite answers no row where memory mapping is compiled out, or is off.
    settings["mmap_size", default: 0] += 0
    return settings
  }

  /// How many times this process has a file open.
  private static func openings(of path: String) throws -> Int {
    let manager = FileManager.default
    let folder = "/proc/self/fd"
    // Whoever closes one of them meanwhile is another test.
    return try manager.contentsOfDirectory(atPath: folder).count {
      (try? manager.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == path
    }
  }

  private static func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }

  /// Makes a data folder, closes it, and changes its operator database.
  private static func prepare(_ folder: TemporaryFolder, sql: String) async throws {
    let data = try DataFolder.open(folder.path("data"))
    await data.close()
    try ConnectionHandle(folder.path("data/operator.sqlite")).connection().execute(sql)
  }
}
