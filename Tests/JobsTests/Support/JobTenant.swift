internal import Cleanup
internal import Jobs
internal import Storage
internal import TestSupport

/// A tenant over real SQLite in a temporary folder, without the service around it.
struct JobTenant: Sendable {
  static let caller = Caller(tokenID: "token", tokenName: "tester", role: .admin)

  let folder: TemporaryFolder
  let data: DataFolder
  let lease: TenantLease
  let now: Moment

  var database: TenantDatabase { lease.database }
  var clock: WallClock { clock(afterSeconds: 0) }

  /// A clock that stands that many seconds after the tenant was made.
  func clock(afterSeconds seconds: Int64) -> WallClock {
    let moment = now.advanced(bySeconds: seconds)
    return WallClock { moment }
  }

  /// A user in groups who was last active that many days ago.
  func user(
    _ name: String, daysAgo: Int64, groups: [String] = ["members"]
  ) -> ImportedUser {
    ImportedUser(
      externalID: "id-\(name)", username: name, createdAt: now.advanced(bySeconds: -86_400 * 900),
      lastLogin: .at(now.advanced(bySeconds: -86_400 * daysAgo)), groups: groups)
  }

  /// Imports users into a directory.
  func importUsers(
    _ users: [ImportedUser], groups: [ImportedGroup] = [], mode: ImportMode = .full,
    directory name: String = "users"
  ) async throws {
    let directory = try await database.read { (reader) throws(StorageError) in
      try reader.directory(named: name)
    }
    guard let directory else { throw StorageError(.notFound, "no directory") }
    let session = try await database.beginImport(into: directory.id, mode: mode, at: now)
    for start in stride(from: 0, to: users.count, by: 1000) {
      try await session.append(
        users: Array(users[start..<min(start + 1000, users.count)]), groups: [], at: now)
    }
    try await session.append(users: [], groups: groups, at: now)
    _ = try await session.finish(at: now) { (_, summary) throws(StorageError) in summary }
  }

  /// Stores a policy, analyses, and starts the run of the analysis without working on it.
  func startRun(_ policy: Policy) async throws -> Run {
    try await configure(policy)
    let analysis = try await analyze()
    return try await database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
      try RunStarter.start(
        RunOrder(
          analysisID: analysis.id, confirmedCandidates: analysis.tally.candidates,
          overrideReason: "test"), by: Self.caller, at: now, in: writer)
    }.value
  }

  func configure(_ policy: Policy) async throws {
    _ = try await database.write { (writer) throws(StorageError) in
      try writer.putPolicy(policy, by: "tester", at: now)
    }
  }

  func analyze() async throws -> Analysis {
    try await Analyzer(database, clock: clock).analyze(asOf: nil, by: Self.caller) { _ in }
      .analysis
  }

  /// Takes a run to its end, as an engine would.
  func finish(_ run: Run, afterSeconds seconds: Int64 = 0, isResumed: Bool = true) async throws
    -> Run
  {
    var execution = RunExecution(
      run, in: database, clock: clock(afterSeconds: seconds), isResumed: isResumed)
    while try await execution.step() != nil {}
    return try await execution.finish()
  }

  /// Every outcome of a run, in order.
  func outcomes(of run: Run) async throws -> [Outcome] {
    try await database.read { (reader) throws(StorageError) in
      try reader.outcomes(ofRun: run.id, after: 0, limit: 100_000).items
    }
  }

  /// A user by name.
  func details(_ username: String) async throws -> UserDetails? {
    try await database.read { (reader) throws(StorageError) in
      guard case .found(let details) = try reader.details(UserRef(username: username)) else {
        return nil
      }
      return details
    }
  }
}

/// Makes a tenant, runs the body with it, and closes everything.
func withJobTenant(_ body: (JobTenant) async throws -> Void) async throws {
  let folder = try TemporaryFolder()
  let now = Moment(seconds: 1_790_000_000)
  let data = try DataFolder.open(folder.path("data"))
  let made = try await data.tenants.create(named: "acme", displayName: "", at: now) {
    (writer) throws(StorageError) in
    _ = try writer.putDirectory(named: "users", kind: .embedded, at: now)
  } record: { (_, tenant) throws(StorageError) in
    tenant
  }
  do {
    let lease = try await data.tenants.lease(made.value.id)
    try await body(JobTenant(folder: folder, data: data, lease: lease, now: now))
  }
  await data.close()
}
