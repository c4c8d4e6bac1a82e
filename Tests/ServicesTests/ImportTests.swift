internal import Cleanup
internal import Messages
internal import NIOCore
internal import RPC
internal import Testing

@Suite("Imports over the wire")
struct ImportTests {
  private let now = Moment(seconds: 1_790_000_000)
  private var users: SampleUsers { SampleUsers(now: now) }

  @Test("A full import lets absentees vanish, a merge leaves them")
  func modes() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await tenant.importUsers([users.user("ann", daysAgo: 1), users.user("bob", daysAgo: 1)])
      let merged = try await tenant.importUsers([users.user("cid", daysAgo: 1)], mode: .merge)
      #expect(merged.users == 3)
      let full = try await tenant.importUsers([users.user("ann", daysAgo: 1)])
      #expect(full.vanished == 2)
      #expect(full.unchanged == 1)
      await expectRefusal(.userNotFound, .notFound) { try await tenant.user("bob") }
    }
  }

  @Test("Wrong items are named by their place, and nothing of the import shows")
  func wrongItems() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      var wrong = users.user("", daysAgo: 1)
      wrong.externalID = String(repeating: "x", count: 300)
      await expectRefusal(
        .invalidRequest, fields: ["items.users[1].external_id", "items.users[1].username"]
      ) {
        try await tenant.importUsers([users.user("ann", daysAgo: 1), wrong])
      }
      await expectRefusal(.importRejected, fields: ["items.users[1].external_id"]) {
        try await tenant.importUsers([users.user("ann", daysAgo: 1), users.user("ann", daysAgo: 2)])
      }
      let list = try await tenant.call(Methods.Directories.listUsers, ListUsersRequest())
      #expect(list.users.isEmpty)
    }
  }

  @Test("An import without begin, without finish or with a wrong count leaves nothing")
  func wrongOrder() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let begin = ImportStep.begin(.with { $0.directory = "users" })
      let items = ImportStep.items(.with { $0.users = [users.user("ann", daysAgo: 1)] })
      let finish = ImportStep.finish(.with { $0.userCount = 1 })
      let wrongCount = ImportStep.finish(.with { $0.userCount = 2 })
      for steps in [
        [items, finish], [begin, items], [begin, items, wrongCount],
        [begin, begin, items, finish], [begin, items, finish, items],
      ] {
        await expectRefusal(.importRejected, .invalidArgument) {
          try await service.send(
            Methods.Directories.importUsers, steps, token: tenant.token, tenant: tenant.name)
        }
      }
      let list = try await tenant.call(Methods.Directories.listUsers, ListUsersRequest())
      #expect(list.users.isEmpty)
      #expect(try await tenant.importUsers([users.user("ann", daysAgo: 1)]).added == 1)
    }
  }

  @Test("A request id that is too long is refused before any item")
  func longRequestID() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let begin = ImportStep.begin(
        .with {
          $0.directory = "users"
          $0.requestID = String(repeating: "e\u{301}", count: 65)
        })
      await expectRefusal(.invalidRequest, fields: ["request_id"]) {
        try await service.send(
          Methods.Directories.importUsers, [begin], token: tenant.token, tenant: tenant.name)
      }
    }
  }

  @Test("A repeated import acts once")
  func repeated() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let ann = [users.user("ann", daysAgo: 1)]
      let first = try await tenant.importUsers(ann, requestID: "one")
      let again = try await tenant.importUsers(ann, requestID: "one")
      #expect(first.added == 1)
      #expect(again.added == 1)
      #expect(again.generation == first.generation)
      await expectRefusal(.requestIDReused) {
        try await tenant.importUsers([users.user("bob", daysAgo: 1)], requestID: "one")
      }
    }
  }

  @Test("A second import into the directory at work is refused, and the first goes on")
  func concurrent() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let call = try await service.client.open(
        Methods.Directories.importUsers.path,
        CallOptions(metadata: service.metadata(token: tenant.token, tenant: tenant.name)))
      let steps: [ImportStep] = [
        .begin(.with { $0.directory = "users" }),
        .items(.with { $0.users = [users.user("ann", daysAgo: 1)] }),
      ]
      for step in steps { try await call.send(ByteBuffer(bytes: step.encode())) }
      _ = try await call.initialMetadata()
      await expectRefusal(.importInProgress) {
        try await tenant.importUsers([users.user("bob", daysAgo: 1)])
      }
      try await call.send(
        ByteBuffer(bytes: ImportStep.finish(.with { $0.userCount = 1 }).encode()))
      _ = try await call.onlyResponse()
      #expect(try await tenant.user("ann").user.username == "ann")
    }
  }
}
