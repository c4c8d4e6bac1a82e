internal import Cleanup
internal import Jobs
internal import Storage

extension JobTenant {
  /// Does something by hand to users named by username.
  func act(
    _ kind: ManualActionKind, _ names: String..., analysis: String = "",
    override reason: String = ""
  ) async throws -> [Outcome] {
    let action = ManualAction(
      users: names.map { UserRef(username: $0) }, kind: kind, reason: "test",
      analysisID: analysis, overrideReason: reason)
    return try await database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
      try ManualActions(in: writer, by: Self.caller, at: now).perform(action)
    }.value
  }

  /// Makes a second directory, behind the first, with what it can do.
  func putDirectory(
    _ name: String, _ capabilities: DirectoryCapabilities = DirectoryCapabilities()
  ) async throws {
    _ = try await database.write { (writer) throws(StorageError) in
      try writer.putDirectory(named: name, kind: .embedded, capabilities: capabilities, at: now)
    }
  }

  /// Every event of the audit about a user.
  func audit(of externalID: String) async throws -> [AuditEvent] {
    try await database.read { (reader) throws(StorageError) in
      try reader.auditEvents(limit: 100_000).items.reversed().map(\.event)
        .filter { $0.subject.hasSuffix("/\(externalID)") }
    }
  }

  /// Asks a run to stop, as a call would.
  func cancel(_ run: Run) async throws {
    _ = try await database.write { (writer) throws(StorageError) in
      try writer.requestCancel(ofRun: run.id, by: "tester", at: now)
    }
  }

  /// A run as stored now.
  func stored(_ run: Run) async throws -> Run? {
    try await database.read { (reader) throws(StorageError) in try reader.run(run.id) }
  }

  /// The run that is at work, as stored.
  func running() async throws -> Run? {
    try await database.read { (reader) throws(StorageError) in try reader.runningRun() }
  }

  /// Whether the next start would look for an unfinished run.
  func hasHint() async throws -> Bool {
    try await data.operators.read { (reader) throws(StorageError) in
      try reader.tenantsWithUnfinishedRuns().contains(database.id)
    }
  }
}
