internal import Cleanup
internal import Messages
internal import NIOCore
internal import RPC
internal import TestSupport
internal import Testing

@Suite("Logins over the wire", .timeLimit(.minutes(1)))
struct LoginTests {
  private func report(_ name: String, directory: String = "") -> LoginReport {
    LoginReport(
      proof: .vouched(VouchedLogin(user: UserRef(directory: directory, username: name))))
  }

  @Test("A stream is answered in order, each login by itself, and the rest of it after an error")
  func stream() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await tenant.importUsers(
        (0..<700).map { SampleUsers(now: service.clock.now).user("user\($0)", daysAgo: 3) })
      let reporter = try await tenant.with(.reporter)
      let call = try await service.client.open(
        Methods.Logins.reportLogins.path,
        CallOptions(
          metadata: service.metadata(token: reporter.token, tenant: tenant.name),
          timeout: .seconds(30)))
      async let answers = Self.answers(call)
      for index in 0..<700 {
        let one = report("user\(index)", directory: index % 100 == 50 ? "nowhere" : "")
        try await call.send(ByteBuffer(bytes: one.encode()))
      }
      try await call.send(ByteBuffer(bytes: [0xFF]))
      try await call.send(ByteBuffer(bytes: report("user1").encode()))
      call.finishSending()
      let found = try await answers
      #expect(found.count == 702)
      for (index, result) in found.prefix(700).enumerated() {
        switch result {
        case .login(let answer): #expect(answer.username == "user\(index)")
        case .error(let error):
          #expect(index % 100 == 50 && error.reason == "DIRECTORY_NOT_FOUND" && error.status == 5)
        }
      }
      guard case .error(let malformed) = found[700], case .login(let last) = found[701] else {
        Issue.record("the end of the stream is another: \(found[700...])")
        return
      }
      #expect(malformed.reason == "MALFORMED_MESSAGE" && last.username == "user1")
      // Without a source, the token's name is it.
      let signals = try await tenant.user("user1").signals
      #expect(signals.contains { $0.kind == .ssoLogin && $0.source == "reporter" })
    }
  }

  @Test("A stream that its client leaves takes nothing with it")
  func leaving() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await tenant.importUsers([
        SampleUsers(now: service.clock.now).user("ann", daysAgo: 3)
      ])
      for _ in 0..<20 {
        let call = try await service.client.open(
          Methods.Logins.reportLogins.path,
          CallOptions(
            metadata: service.metadata(token: tenant.token, tenant: tenant.name),
            timeout: .seconds(30)))
        for _ in 0..<50 { try await call.send(ByteBuffer(bytes: report("ann").encode())) }
        call.cancel()
      }
      #expect(
        try await tenant.call(Methods.Logins.reportLogin, report("ann")).outcome == .letIn)
    }
  }

  @Test("A token that is revoked ends the stream that it began")
  func revoked() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let issued = try await tenant.call(
        Methods.Tenants.issueToken,
        .with {
          $0.name = "gate"
          $0.role = .reporter
        })
      let call = try await service.client.open(
        Methods.Logins.reportLogins.path,
        CallOptions(
          metadata: service.metadata(token: issued.secret, tenant: tenant.name),
          timeout: .seconds(30)))
      var answers = call.responses.makeAsyncIterator()
      try await call.send(ByteBuffer(bytes: report("ann").encode()))
      #expect(try await answers.next(isolation: nil) != nil)
      _ = try await tenant.call(Methods.Tenants.revokeToken, .with { $0.id = issued.token.id })
      try await call.send(ByteBuffer(bytes: report("ann").encode()))
      await expectRefusal(.unauthenticated) { try await answers.next(isolation: nil) as Any }
    }
  }

  @Test("Only reporters and administrators tell of logins, and every wrong field is named")
  func refusals() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      for role in [Role.viewer, .operator] {
        let other = try await tenant.with(role)
        await expectRefusal(.permissionDenied) {
          try await other.call(Methods.Logins.reportLogin, report("ann"))
        }
      }
      let reporter = try await tenant.with(.reporter)
      await expectRefusal(.permissionDenied) {
        try await reporter.call(Methods.Logins.getProvisioning, GetProvisioningRequest())
      }
      var bad = report("")
      bad.time = service.clock.now.advanced(bySeconds: LoginRules.clockSkewSeconds + 5)
      bad.kind = .imported
      await expectRefusal(
        .invalidRequest, .invalidArgument, fields: ["vouched.user", "time", "kind"]
      ) {
        try await reporter.call(Methods.Logins.reportLogin, bad)
      }
      bad = report("ann")
      bad.time = service.clock.now.advanced(bySeconds: LoginRules.clockSkewSeconds)
      let answer = try await reporter.call(Methods.Logins.reportLogin, bad)
      #expect(answer.obstacles.map(\.code) == [.userUnknown])
    }
  }

  @Test("Provisioning is set field by field, under an etag, and leads to no administrators")
  func provisioning() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await tenant.importUsers(
        [SampleUsers(now: service.clock.now).user("ann", daysAgo: 3)],
        groups: [ImportedGroup(name: "leads", parent: "admins")])
      var policy = Policy(action: .deactivate, inactiveAfterDays: 90)
      policy.protection.adminGroups = ["admins"]
      try await tenant.configure(policy)
      var settings = Provisioning(directories: [
        DirectoryProvisioning(directory: "users", createsUsers: true, defaultGroups: ["leads"])
      ])
      await expectRefusal(
        .invalidRequest, fields: ["provisioning.directories[0].default_groups[0]"]
      ) { try await configure(tenant, settings) }
      settings.allowsAdminGroups = true
      let stored = try await configure(tenant, settings)
      #expect(stored.revision == 1 && stored.provisioning == settings)
      await expectRefusal(.emptyUpdateMask) { try await configure(tenant, settings) }
      let changed = try await configure(
        tenant, Provisioning(seatLimit: 5), mask: [.seatLimit], etag: stored.etag)
      settings.seatLimit = 5
      #expect(changed.provisioning == settings && changed.updatedBy == "admin")
      await expectRefusal(.staleETag) {
        try await configure(tenant, Provisioning(), mask: [.directories], etag: stored.etag)
      }
      let read = try await tenant.with(.viewer).call(
        Methods.Logins.getProvisioning, GetProvisioningRequest())
      #expect(read == changed)
    }
  }

  @discardableResult
  private func configure(
    _ tenant: TestTenant, _ settings: Provisioning, mask: [ProvisioningField]? = nil,
    etag: String = ""
  ) async throws -> StoredProvisioning {
    try await tenant.call(
      Methods.Logins.configureProvisioning,
      .with {
        $0.provisioning = settings
        $0.updateMask = mask
        $0.etag = etag
      })
  }

  private static func answers(_ call: ClientCall) async throws -> [LoginResult] {
    var answers: [LoginResult] = []
    for try await buffer in call.responses {
      answers.append(try LoginResult.decode(Array(buffer.readableBytesView)))
    }
    return answers
  }
}
