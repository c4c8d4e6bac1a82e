internal import Cleanup
internal import Simulation
internal import Storage

/// Everything that a year left behind.
struct FinishedYear {
  /// An account that a cleanup run closed.
  struct Touch {
    var name: String
    var time: Moment
  }

  /// What a run left behind.
  struct FinishedRun {
    var run: Run
    var outcomes: [Outcome]
    /// Lines of the file of its log; 0 where there is none.
    var logLines: Int
  }

  let year: Year
  let truth: Truth
  let diary: [Diary.Line]
  let runs: [FinishedRun]
  let audit: [AuditEvent]
  let auditCheck: AuditCheck
  let users: [String: User]
  /// Names of those for whom a deactivation by cleanup is held open.
  let held: Set<String>

  /// Accounts that cleanup runs closed, in the order of time.
  var touches: [Touch] {
    runs.filter { $0.run.kind == .cleanup }.flatMap(\.outcomes)
      .filter { $0.result == .done }
      .map { Touch(name: $0.username, time: $0.time) }
      .sorted { $0.time < $1.time }
  }

  /// Reads a year's folder, which no process uses any more.
  init(_ year: Year, folder: String) async throws {
    self.year = year
    truth = Truth(year)
    diary = Diary.lines(of: Simulator.diary(in: folder))
    let data = try DataFolder.open(folder + "/data")
    let tenants = try await data.operators.read { (reader) throws(StorageError) in
      try reader.tenants(after: nil, limit: 2).items
    }
    let found = try await Self.read(tenants[0].id, year.company.people, data)
    await data.close()
    (runs, audit, users, held) = (found.runs, found.audit, found.users, found.held)
    auditCheck = found.auditCheck
  }

  /// A person by login name.
  func person(_ name: String) -> Person? {
    year.company.people.first { $0.name == name }
  }
}
