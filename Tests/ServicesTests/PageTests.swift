internal import Cleanup
internal import Messages
internal import RPC
internal import Testing

@Suite("Pages")
struct PageTests {
  @Test("Pages walked to the end give everything once, in every list of verdicts")
  func walk() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await tenant.importUsers(SampleUsers(now: service.clock.now).mostlyDormant(97))
      try await tenant.configure(Policy(action: .deactivate, inactiveAfterDays: 180))
      _ = try await tenant.analyze()
      for order in [Messages.VerdictOrder.lastActivity, .username] {
        var names: [String] = []
        var token = ""
        repeat {
          let page = try await tenant.call(
            Methods.Cleanup.listVerdicts,
            .with {
              $0.pageSize = 10
              $0.pageToken = token
              $0.order = order
            })
          names += page.verdicts.map(\.username)
          token = page.nextPageToken
        } while !token.isEmpty
        #expect(names.count == 97)
        #expect(Set(names).count == 97)
        if order == .username { #expect(names == names.sorted()) }
      }
    }
  }

  @Test("A page token is good only for its list, its filters and its tenant")
  func binding() async throws {
    try await withService { service in
      let acme = try await service.tenant("acme")
      let other = try await service.tenant("other")
      for tenant in [acme, other] {
        try await tenant.importUsers(SampleUsers(now: service.clock.now).mostlyDormant(9))
      }
      let page = try await acme.call(Methods.Directories.listUsers, .with { $0.pageSize = 2 })
      #expect(!page.nextPageToken.isEmpty)
      let token = page.nextPageToken
      await expectRefusal(.invalidPageToken, .invalidArgument, fields: ["page_token"]) {
        try await other.call(Methods.Directories.listUsers, .with { $0.pageToken = token })
      }
      await expectRefusal(.invalidPageToken) {
        try await acme.call(
          Methods.Directories.listUsers,
          .with {
            $0.pageToken = token
            $0.text = "user"
          })
      }
      await expectRefusal(.invalidPageToken) {
        try await acme.call(Methods.Directories.listGroups, .with { $0.pageToken = token })
      }
      await expectRefusal(.invalidPageToken) {
        try await acme.call(Methods.Directories.listUsers, .with { $0.pageToken = "nonsense" })
      }
      // Not looked at any further, which would take long.
      await expectRefusal(.invalidPageToken) {
        try await acme.call(
          Methods.Directories.listUsers,
          .with { $0.pageToken = String(repeating: "-", count: 1 << 20) })
      }
      await expectRefusal(.invalidRequest, fields: ["page_size"]) {
        try await acme.call(Methods.Directories.listUsers, .with { $0.pageSize = 1001 })
      }
    }
  }
}
