internal import Cleanup
internal import Jobs
internal import Storage
internal import Testing

@Suite("Logins that are observed, from the gateway to the run")
struct ObservationTests {
  private let policy = Policy(
    action: .deactivate, inactiveAfterDays: 28, safetyLimits: SafetyLimits(maxPercent: 100))

  @Test("Nobody is touched until logins were reported for long enough; then who was never seen is")
  func matures() async throws {
    try await withObservedTenant { tenant in
      try await tenant.configure(policy)
      for day in 0...28 {
        let analysis = try await tenant.analyze(onDay: day)
        #expect(analysis.tally.candidates == 0, "day \(day)")
        #expect(analysis.tally.observations.map(\.state) == [day == 0 ? .silent : .observing])
        try await tenant.login("ann", onDay: day)
      }
      let analysis = try await tenant.analyze(onDay: 28)
      #expect(analysis.tally.observations.map(\.state) == [.mature])
      #expect(
        analysis.tally.observations.first?.until == tenant.now.advanced(bySeconds: 28 * 86_400))
      #expect(analysis.tally.candidates == 1)
      #expect(try await tenant.analysis(analysis.id) == analysis, "as it is stored")
      let run = try await tenant.run(analysis, onDay: 28)
      let done = try await tenant.outcomes(of: run).filter { $0.result == .done }
      #expect(done.map(\.username) == ["bob"])
      #expect(done.first?.message.contains("No login observed in \"users\" since") == true)
      #expect(try await tenant.details("ann")?.user.isActive == true)
    }
  }

  @Test("An unconnected gateway puts nobody to sleep, and one that fell silent stops it")
  func silence() async throws {
    try await withObservedTenant { tenant in
      try await tenant.configure(policy)
      #expect(try await tenant.analyze(onDay: 1000).tally.candidates == 0)
      for day in stride(from: 1000, through: 1030, by: 5) {
        try await tenant.login("ann", onDay: day)
      }
      #expect(try await tenant.analyze(onDay: 1037).tally.candidates == 1)
      let silent = try await tenant.analyze(onDay: 1038)
      #expect(silent.tally.candidates == 0)
      #expect(silent.tally.observations.map(\.state) == [.silent])
      try await tenant.login("ann", onDay: 1038)
      let again = try await tenant.analyze(onDay: 1038)
      #expect(again.tally.observations.map(\.state) == [.observing])
      #expect(again.tally.candidates == 0)
    }
  }

  @Test("A login in the middle of a run saves who was never seen before")
  func duringRun() async throws {
    try await withObservedTenant { tenant in
      try await tenant.configure(policy)
      for day in 0...28 { try await tenant.login("ann", onDay: day) }
      let analysis = try await tenant.analyze(onDay: 28)
      #expect(analysis.tally.candidates == 1)
      try await tenant.login("bob", onDay: 28)
      let run = try await tenant.run(analysis, onDay: 28)
      #expect(try await tenant.outcomes(of: run).map(\.code) == [.verdict(.active)])
    }
  }

  @Test("A login of a username counts in every observed directory that shows it")
  func shadowed() async throws {
    try await withObservedTenant { tenant in
      try await tenant.putDirectory("more")
      let twin = ImportedUser(externalID: "twin", username: "ann")
      try await tenant.importUsers([twin], directory: "more")
      try await tenant.login("ann", onDay: 0)
      let signals = { (id: String) in
        let ref = UserRef(directory: "more", externalID: id)
        return try await tenant.database.read { (reader) throws(StorageError) in
          guard case .found(let found) = try reader.details(ref) else { return -1 }
          return found.signals.count
        }
      }
      #expect(try await signals("twin") == 0)
      try await tenant.observe("more")
      try await tenant.login("ann", onDay: 1)
      #expect(try await signals("twin") == 1)
    }
  }

  @Test("The forecast tells who falls due when observation has lasted long enough")
  func forecast() async throws {
    try await withObservedTenant { tenant in
      try await tenant.configure(policy)
      try await tenant.login("ann", onDay: 0)
      let forecast = try await tenant.forecast(days: 60, mostUsers: 10)
      #expect(forecast.observations.map(\.state) == [.observing])
      #expect(Set(forecast.users.map(\.verdict.username)) == ["ann", "bob"])
    }
  }
}

/// A tenant with two users, `ann` and `bob`, in a directory whose logins are observed.
private func withObservedTenant(_ body: (JobTenant) async throws -> Void) async throws {
  try await withJobTenant { tenant in
    let users = ["ann", "bob"].map {
      ImportedUser(
        externalID: "id-\($0)", username: $0, createdAt: tenant.now.advanced(bySeconds: -1))
    }
    try await tenant.importUsers(users)
    try await tenant.observe("users")
    try await body(tenant)
  }
}

extension JobTenant {
  fileprivate func observe(_ directory: String) async throws {
    _ = try await database.write { (writer) throws(StorageError) in
      try writer.putDirectory(
        named: directory, kind: .embedded, activitySource: .observed, at: now)
    }
  }

  fileprivate func login(_ name: String, onDay day: Int) async throws {
    _ = try await login(name, clockSeconds: Int64(day) * 86_400)
  }

  fileprivate func analyze(onDay day: Int) async throws -> Analysis {
    try await Analyzer(database, clock: clock(afterSeconds: Int64(day) * 86_400))
      .analyze(asOf: nil, by: Self.caller) { _ in }.analysis
  }

  fileprivate func analysis(_ id: String) async throws -> Analysis? {
    try await database.read { (reader) throws(StorageError) in try reader.analysis(id) }
  }

  fileprivate func run(_ analysis: Analysis, onDay day: Int) async throws -> Run {
    let seconds = Int64(day) * 86_400
    let moment = now.advanced(bySeconds: seconds)
    let run = try await database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
      try RunStarter.start(
        RunOrder(
          analysisID: analysis.id, confirmedCandidates: analysis.tally.candidates,
          overrideReason: "test"), by: Self.caller, at: moment, in: writer)
    }.value
    return try await finish(run, afterSeconds: seconds, isResumed: false)
  }
}
