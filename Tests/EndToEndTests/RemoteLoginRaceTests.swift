internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Logins while remote directories are changed", .timeLimit(.minutes(3)))
struct RemoteLoginRaceTests {
  @Test(
    "Who logs in while a run closes the account, or takes the group, keeps it",
    arguments: [RequestFault.hold, .holdAnswer])
  func run(held fault: RequestFault) async throws {
    for action in [["--deactivate"], ["--remove-from-group", "seats"]] {
      let site = try await FaultySite(sleepers: 3, awake: 1)
      try await site.configure(action)
      let before = try await site.everything()
      site.proxy.on(Self.change(action, "asleep-0"), times: 1, fault)
      let run = try await site.begin("run")
      try await eventually("the change is under way") { site.proxy.hitCount > 0 }
      #expect(try await site.admin.succeed("login", "report", "asleep-0").contains("LET_IN"))
      site.proxy.letGo()
      #expect(try await site.end(of: run).counts.done == 2)
      #expect(
        try await site.outcomes(of: run) == [
          "asleep-0,SKIPPED,ACTIVE", "asleep-1,DONE,", "asleep-2,DONE,",
        ])
      #expect(try await site.held() == ["asleep-1,1", "asleep-2,1"])
      #expect(try await site.intents() == [])
      let undo = try await site.admin.json(RunDocument.self, "undo", run, "--yes")
      #expect(undo.counts.done == 2, "\(undo)")
      #expect(try await site.everything() == before)
    }
  }

  @Test("What cannot be given back to who logged in meanwhile is given back by the next login")
  func refusedReturn() async throws {
    let site = try await FaultySite(sleepers: 2, awake: 1)
    try await site.configure(["--deactivate"])
    let change = RequestMatch.entry(.modify, "uid=asleep-0,")
    site.proxy.on(change, times: 1, .holdAnswer)
    site.proxy.on(change, times: 1, .refuse(code: 50))
    let run = try await site.begin("run")
    try await eventually("the change is under way") { site.proxy.hitCount > 0 }
    try await site.admin.succeed("login", "report", "asleep-0")
    site.proxy.letGo()
    _ = try await site.end(of: run)
    #expect(
      try await site.outcomes(of: run) == ["asleep-0,SKIPPED,ACTIVE", "asleep-1,DONE,"])
    #expect(try await site.site.closed() == ["asleep-0", "asleep-1"])
    #expect(try await site.held() == ["asleep-0,1", "asleep-1,1"])
    #expect(try await site.intents() == [])
    let told = try await site.admin.succeed("audit", "list", "--output", "json")
    #expect(told.contains("it could not be given back") && told.contains("corp"), "\(told)")
    #expect(try await site.admin.succeed("login", "report", "asleep-0").contains("WOKEN"))
    #expect(try await site.site.closed() == ["asleep-1"])
  }

  @Test("Who logs in while a person closes the account for an analysis keeps it")
  func byHand() async throws {
    let site = try await FaultySite(sleepers: 2, awake: 1)
    try await site.configure(["--deactivate"])
    let analysis = try await site.admin.json(AnalysisDocument.self, "analyze")
    site.proxy.on(.entry(.modify, "uid=asleep-0,"), times: 1, .holdAnswer)
    let admin = site.admin
    async let acted = admin.run(
      "act", "deactivate", "asleep-0", "asleep-1", "--analysis", analysis.id, "--reason", "left")
    try await eventually("the change is under way") { site.proxy.hitCount > 0 }
    #expect(try await site.admin.succeed("login", "report", "asleep-0").contains("LET_IN"))
    site.proxy.letGo()
    let result = try await acted
    #expect(result.output.contains("ACTIVE"), "\(result.output)\(result.errors)")
    #expect(try await site.site.closed() == ["asleep-1"])
    #expect(try await site.held() == ["asleep-1,1"])
    #expect(try await site.intents() == [])
  }

  @Test("A login while an undo opens the account finds it open")
  func undo() async throws {
    let site = try await FaultySite(sleepers: 2, awake: 1)
    try await site.configure(["--deactivate"])
    let before = try await site.everything()
    let run = try await site.admin.json(RunDocument.self, "run", "--yes")
    site.proxy.on(.entry(.modify, "uid=asleep-0,"), times: 1, .holdAnswer)
    let undo = try await site.begin("undo", run.id)
    try await eventually("the change is under way") { site.proxy.hitCount > 0 }
    let admin = site.admin
    async let login = admin.run("login", "report", "asleep-0")
    site.proxy.letGo()
    #expect(try await login.status == 0)
    _ = try await site.end(of: undo)
    #expect(try await site.everything() == before)
    #expect(try await site.held() == [])
    #expect(try await site.intents() == [])
  }

  /// The change that an action makes of a user.
  private static func change(_ action: [String], _ user: String) -> RequestMatch {
    .entry(.modify, "uid=\(user),")
  }
}
