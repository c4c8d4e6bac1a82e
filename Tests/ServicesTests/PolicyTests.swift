internal import Cleanup
internal import Messages
internal import RPC
internal import Testing

@Suite("Configure")
struct PolicyTests {
  private let policy = Policy(action: .deactivate, inactiveAfterDays: 90)

  @Test("The first policy needs no mask; later changes name their fields and keep the others")
  func masks() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      await expectRefusal(.policyNotConfigured) {
        try await tenant.call(Methods.Cleanup.getPolicy, GetPolicyRequest())
      }
      let first = try await tenant.configure(policy)
      #expect(first.revision == 1)
      await expectRefusal(.emptyUpdateMask, .invalidArgument, fields: ["update_mask"]) {
        try await tenant.configure(policy)
      }
      var change = policy
      change.inactiveAfterDays = 10
      change.minimumAccountAgeDays = 5
      let second = try await tenant.configure(change, mask: [.minimumAccountAgeDays])
      #expect(second.policy.minimumAccountAgeDays == 5)
      #expect(second.policy.inactiveAfterDays == 90)
      #expect(second.revision == 2)
    }
  }

  @Test("Every wrong field is named at once, and nothing is stored")
  func violations() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      var wrong = Policy(action: .removeFromGroup("nobodies"), inactiveAfterDays: 0)
      wrong.scope.directories = ["elsewhere"]
      wrong.exceptions.groups = ["ghosts"]
      wrong.safetyLimits.maxPercent = 101
      wrong.calendar.timeZone = "Mars/Olympus"
      await expectRefusal(
        .invalidRequest, .invalidArgument,
        fields: [
          "policy.inactive_after_days", "policy.safety_limits.max_percent",
          "policy.calendar.time_zone", "policy.group", "policy.scope.directories[0]",
          "policy.exceptions.groups[0]",
        ]
      ) {
        try await tenant.configure(wrong)
      }
      await expectRefusal(.policyNotConfigured) {
        try await tenant.call(Methods.Cleanup.getPolicy, GetPolicyRequest())
      }
    }
  }

  @Test("An exception that names nobody is a warning")
  func warnings() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      var odd = policy
      odd.exceptions.users = [UserRef(username: "nobody")]
      let answer = try await tenant.call(
        Methods.Cleanup.configure, ConfigureRequest(policy: odd))
      #expect(answer.warnings.map(\.field) == ["exceptions.users[0]"])
      #expect(answer.policy.policy == odd)
    }
  }

  @Test("A stale etag is refused")
  func etags() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      var tooEarly = ConfigureRequest(policy: policy)
      tooEarly.etag = "of another policy"
      await expectRefusal(.staleETag, .aborted) {
        try await tenant.call(Methods.Cleanup.configure, tooEarly)
      }
      let first = try await tenant.configure(policy)
      try await tenant.configure(policy, mask: [.inactiveAfterDays])
      var request = ConfigureRequest(policy: policy, updateMask: [.inactiveAfterDays])
      request.etag = first.etag
      await expectRefusal(.staleETag, .aborted) {
        try await tenant.call(Methods.Cleanup.configure, request)
      }
    }
  }

  @Test("A rehearsal answers what would be stored and stores nothing")
  func rehearsal() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      var request = ConfigureRequest(policy: policy)
      request.isValidateOnly = true
      let answer = try await tenant.call(Methods.Cleanup.configure, request)
      #expect(answer.policy.policy == policy)
      await expectRefusal(.policyNotConfigured) {
        try await tenant.call(Methods.Cleanup.getPolicy, GetPolicyRequest())
      }
    }
  }

  @Test("A repeated request id gives the first answer and acts once; another body is refused")
  func requestIDs() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      var request = ConfigureRequest(policy: policy)
      request.requestID = "one"
      let first = try await tenant.call(Methods.Cleanup.configure, request)
      let again = try await tenant.call(Methods.Cleanup.configure, request)
      #expect(first == again)
      request.policy.inactiveAfterDays = 91
      await expectRefusal(.requestIDReused, .alreadyExists) {
        try await tenant.call(Methods.Cleanup.configure, request)
      }
      #expect(
        try await tenant.call(Methods.Cleanup.getPolicy, GetPolicyRequest()).revision == 1)
    }
  }
}
