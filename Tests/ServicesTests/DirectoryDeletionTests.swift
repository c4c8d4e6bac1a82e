internal import Cleanup
internal import Messages
internal import NIOCore
internal import RPC
internal import Testing

@testable internal import Storage

@Suite("Deleting directories")
struct DirectoryDeletionTests {
  private let now = Moment(seconds: 1_790_000_000)
  private var users: SampleUsers { SampleUsers(now: now) }

  /// A policy that closes accounts.
  private var closing: Policy {
    var policy = Policy(action: .deactivate, inactiveAfterDays: 90)
    policy.safetyLimits.maxPercent = 100
    return policy
  }

  private func put(_ name: String, in tenant: TestTenant) async throws {
    _ = try await tenant.call(Methods.Directories.putDirectory, .with { $0.name = name })
  }

  @discardableResult
  private func delete(
    _ name: String, in tenant: TestTenant,
    _ change: (inout DeleteDirectoryRequest) -> Void = { _ in }
  ) async throws -> DeleteDirectoryResponse {
    var request = DeleteDirectoryRequest.with { $0.name = name }
    change(&request)
    return try await tenant.call(Methods.Directories.deleteDirectory, request)
  }

  private func names(in tenant: TestTenant) async throws -> [String] {
    try await tenant.call(Methods.Directories.listDirectories, ListDirectoriesRequest())
      .directories.map { "\($0.name) \($0.position)" }
  }

  @Test("A directory goes with its users, and one of its name afterwards is a new one")
  func whole() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await put("more", in: tenant)
      try await put("last", in: tenant)
      try await tenant.importUsers([users.user("ann", daysAgo: 1)], directory: "more")
      try await tenant.importUsers([users.user("bob", daysAgo: 1)])
      let old = try await tenant.call(Methods.Directories.getDirectory, .with { $0.name = "more" })
      await expectRefusal(.staleETag, .aborted) {
        try await delete("more", in: tenant) { $0.etag = "stale" }
      }
      let planned = try await delete("more", in: tenant) { $0.isValidateOnly = true }
      #expect(planned.users == 1 && planned.groups == 1)
      #expect(try await names(in: tenant) == ["users 1", "more 2", "last 3"])
      for _ in 0..<2 {
        let deleted = try await delete("more", in: tenant) {
          $0.etag = old.etag
          $0.requestID = "once"
        }
        #expect(deleted.users == 1 && deleted.groups == 1 && deleted.abandonedUsers == 0)
      }
      #expect(try await names(in: tenant) == ["users 1", "last 2"])
      await expectRefusal(.userNotFound) { try await tenant.user("ann") }
      await expectRefusal(.directoryNotFound, .notFound) { try await delete("more", in: tenant) }
      await expectRefusal(.directoryNotFound) {
        try await tenant.importUsers([users.user("ann", daysAgo: 1)], directory: "more")
      }
      try await put("more", in: tenant)
      let new = try await tenant.call(Methods.Directories.getDirectory, .with { $0.name = "more" })
      #expect(new.id != old.id && new.userCount == 0 && !new.isComplete && new.position == 3)
      try await tenant.importUsers([users.user("ann", daysAgo: 1)], directory: "more")
      #expect(try await tenant.user("ann").user.directory == "more")
    }
  }

  @Test("Users who are held keep it from being deleted, until they are restored or abandoned")
  func holds() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await tenant.importUsers(users.mostlyDormant(8))
      try await tenant.configure(closing)
      let report = try await tenant.analyze()
      let run = try await tenant.run(report)
      #expect(run.counts.done == 6)
      await expectRefusal(.directoryHoldsUsers, .failedPrecondition) {
        try await delete("users", in: tenant)
      }
      await expectRefusal(.directoryHoldsUsers) {
        try await delete("users", in: tenant) { $0.isValidateOnly = true }
      }
      let planned = try await delete("users", in: tenant) {
        $0.isValidateOnly = true
        $0.abandonsHolds = true
      }
      #expect(planned.abandonedUsers == 6)
      let deleted = try await delete("users", in: tenant) { $0.abandonsHolds = true }
      #expect(deleted.abandonedUsers == 6)
      try await expectHistory(of: run, report, in: tenant)
      try await put("users", in: tenant)
      try await tenant.importUsers(users.mostlyDormant(8))
      let undone = try await tenant.call(Methods.Cleanup.undoRun, .with { $0.runID = run.id })
      let ended = try await tenant.end(of: undone.id)
      #expect(ended.counts.skipped == 6 && ended.counts.done == 0)
      #expect(try await tenant.user("user1").user.isActive)
    }
  }

  /// What was said of the directory stays, and names it.
  private func expectHistory(
    of run: Run, _ report: AnalysisReport, in tenant: TestTenant
  ) async throws {
    let verdicts = try await tenant.call(
      Methods.Cleanup.listVerdicts,
      .with {
        $0.analysisID = report.analysis.id
        $0.directory = "users"
      })
    #expect(verdicts.verdicts.count == 8)
    #expect(verdicts.verdicts.allSatisfy { $0.directory == "users" && !$0.username.isEmpty })
    let outcomes = try await tenant.call(
      Methods.Cleanup.listOutcomes, .with { $0.runID = run.id })
    #expect(outcomes.outcomes.count == 6)
    #expect(outcomes.outcomes.allSatisfy { $0.directory == "users" })
    let audit = try await tenant.call(Methods.Cleanup.listAuditEvents, .with { $0.pageSize = 100 })
    let event = try #require(audit.events.first { $0.event.action == "directory.deleted" })
    #expect(event.event.subject == "directory/users")
    #expect(event.event.after.contains(#""abandonedUserCount":6"#), "\(event.event.after)")
  }

  @Test("A run of an analysis from before skips who was deleted, and names the directory")
  func analyzedBefore() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await put("more", in: tenant)
      try await tenant.importUsers([users.user("ann", daysAgo: 400)], directory: "more")
      try await tenant.importUsers([users.user("bob", daysAgo: 400)])
      try await tenant.configure(closing)
      let report = try await tenant.analyze()
      try await delete("more", in: tenant)
      let run = try await tenant.run(report)
      #expect(run.counts.done == 1 && run.counts.skipped == 1)
      let outcomes = try await tenant.call(
        Methods.Cleanup.listOutcomes, .with { $0.runID = run.id })
      #expect(Set(outcomes.outcomes.map(\.directory)) == ["more", "users"])
    }
  }

  @Test("Verdicts are the last to name users of a deleted directory")
  func lastVerdicts() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await put("more", in: tenant)
      try await tenant.importUsers([users.user("ann", daysAgo: 400)], directory: "more")
      try await tenant.importUsers([users.user("bob", daysAgo: 400)])
      try await tenant.configure(closing)
      let report = try await tenant.analyze()
      try await delete("more", in: tenant)
      for _ in 0..<5 { #expect(try await tenant.analyze().analysis.tally.users == 1) }
      await expectRefusal(.verdictsGone) {
        try await tenant.call(
          Methods.Cleanup.listVerdicts, .with { $0.analysisID = report.analysis.id })
      }
      let tenants = try await service.data.operators.read { (reader) throws(StorageError) in
        try reader.tenant(named: "acme")
      }
      let lease = try await service.data.tenants.lease(try #require(tenants).id)
      let left = try await lease.database.read { (reader) throws(StorageError) in
        try reader.connection.number("SELECT count(*) FROM users WHERE username = 'ann'")
      }
      #expect(left == 0)
    }
  }

  @Test("Settings that name the directory, or a group of its own, are named by their fields")
  func settings() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await put("more", in: tenant)
      try await tenant.importUsers([users.user("ann", daysAgo: 1, groups: ["own", "shared"])])
      try await tenant.importUsers(
        [users.user("bob", daysAgo: 1, groups: ["shared"])], directory: "more")
      var policy = closing
      policy.scope.directories = ["more", "users"]
      policy.exceptions.groups = ["shared", "own"]
      policy.exceptions.users = [UserRef(directory: "users", username: "ann")]
      try await tenant.configure(policy)
      _ = try await tenant.call(
        Methods.Logins.configureProvisioning,
        .with {
          $0.provisioning.directories = [
            DirectoryProvisioning(directory: "users", createsUsers: true)
          ]
        })
      await expectRefusal(
        .directoryInUse, .failedPrecondition,
        fields: [
          "policy.scope.directories[1]", "policy.exceptions.groups[1]",
          "policy.exceptions.users[0].directory", "provisioning.directories[0].directory",
        ]
      ) { try await delete("users", in: tenant) }
    }
  }

  @Test("An import that is at work keeps its directory, and no other")
  func importing() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await put("more", in: tenant)
      let call = try await service.client.open(
        Methods.Directories.importUsers.path,
        CallOptions(metadata: service.metadata(token: tenant.token, tenant: tenant.name)))
      let steps: [ImportStep] = [
        .begin(.with { $0.directory = "users" }),
        .items(.with { $0.users = [users.user("ann", daysAgo: 1)] }),
      ]
      for step in steps { try await call.send(ByteBuffer(bytes: step.encode())) }
      _ = try await call.initialMetadata()
      await expectRefusal(.importInProgress) { try await delete("users", in: tenant) }
      try await delete("more", in: tenant)
      try await call.send(
        ByteBuffer(bytes: ImportStep.finish(.with { $0.userCount = 1 }).encode()))
      _ = try await call.onlyResponse()
      try await delete("users", in: tenant)
      #expect(try await names(in: tenant) == [])
    }
  }

  @Test("Without any directory logins and analyses find nobody, and a new one takes an import")
  func none() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await tenant.importUsers([users.user("ann", daysAgo: 1)])
      try await tenant.configure(closing)
      try await delete("users", in: tenant)
      #expect(try await tenant.analyze().analysis.tally.users == 0)
      let login = VouchedLogin(user: UserRef(username: "ann"))
      let answer = try await tenant.call(
        Methods.Logins.reportLogin, LoginReport(proof: .vouched(login)))
      #expect(answer.outcome == .refused && answer.obstacles.map(\.code) == [.userUnknown])
      try await put("staff", in: tenant)
      try await tenant.importUsers([users.user("ann", daysAgo: 1)], directory: "staff")
      #expect(try await tenant.user("ann").user.directory == "staff")
    }
  }

  @Test("Only an administrator deletes a directory")
  func roles() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let operating = try await tenant.with(.operator)
      await expectRefusal(.permissionDenied) { try await delete("users", in: operating) }
    }
  }
}
