internal import Cleanup
internal import Directories
internal import Foundation
internal import Testing

@testable internal import SCIMDirectory

@Suite("Listings of services that are not as they should be", .timeLimit(.minutes(2)))
struct SCIMListingTests {
  private func settings(_ server: FaultyServer, groups: Bool = false) -> SCIMSettings {
    SCIMSettings(baseURL: server.url, listsGroups: groups, pageSize: 2, timeLimitSeconds: 20)
  }

  /// A page of users by their ids.
  private func page(_ total: Int, _ ids: String...) -> String {
    let users = ids.map { #"{"id":"\#($0)","userName":"user \#($0)"}"# }
    return #"{"path":"/Users","body":{"totalResults":\#(total),"Resources":["#
      + users.joined(separator: ",") + "]}}"
  }

  private func names(_ server: FaultyServer) async throws -> [String] {
    try await connector(settings(server)).everything().users.map(\.user.externalID)
  }

  private func error(_ server: FaultyServer) async -> DirectoryError? {
    await connector(settings(server)).listingError()
  }

  @Test("Users that come twice count once, and those that were left out are looked for again")
  func duplicates() async throws {
    let server = try await FaultyServer(
      page(4, "a", "b"), page(4, "b", "c"), page(4), page(4, "d", "a"), page(4))
    #expect(try await names(server) == ["a", "b", "c", "d"])
    let starts = try server.requests.map(\.query)
    #expect(
      starts.map { $0.prefix(12) }.map(String.init) == [
        "startIndex=1", "startIndex=3", "startIndex=5", "startIndex=1", "startIndex=3",
      ])
    #expect(starts.allSatisfy { $0.hasSuffix("&count=2") })
  }

  @Test("Pages in an order of their own for each request find everybody")
  func disorder() async throws {
    let server = try await FaultyServer(#"{"crowd":23}"#)
    var settings = settings(server)
    settings.pageSize = 5
    let users = try await connector(settings).everything().users
    #expect(users.count == 23 && Set(users.map(\.locator)).count == 23)
  }

  @Test("A service that gives fewer than it is asked for is gone through by what comes")
  func shortPages() async throws {
    let server = try await FaultyServer(page(3, "a"), page(3, "b"), page(3, "c"))
    #expect(try await names(server) == ["a", "b", "c"])
    #expect(try server.requests.count == 3)
  }

  @Test("A total that is only that of the page is not taken for that of the list")
  func totalOfPage() async throws {
    let server = try await FaultyServer(
      page(2, "a", "b"), page(1, "c"), page(2, "a", "b"),
      page(2, "c", "d"), page(2))
    #expect(try await names(server) == ["a", "b", "c", "d"])
  }

  @Test("A service that does not page is listed once")
  func noPages() async throws {
    let server = try await FaultyServer(page(3, "a", "b", "c"))
    #expect(try await names(server) == ["a", "b", "c"])
    #expect(try server.requests.count == 2)
  }

  @Test("A total that moves starts the list over, and one that always moves is an error")
  func movingTotal() async throws {
    let server = try await FaultyServer(
      page(3, "a", "b"), page(4, "c", "d"), page(4, "a", "b"), page(4, "c", "d"))
    #expect(try await names(server) == ["a", "b", "c", "d"])
    let moving = (0..<40).map { page(100 + $0, "\($0)", "x\($0)") }
    let restless = try await FaultyServer(moving.joined(separator: ","))
    let error = await error(restless)
    #expect(error?.code == .incomplete && error?.message.contains("moved") == true)
    #expect(try restless.requests.count < 20)
  }

  @Test("A total that is not reached is an error, also when asked again")
  func missing() async throws {
    let server = try await FaultyServer(page(3, "a", "b"), page(3), page(3, "a", "b"), page(3))
    let listing = try await connector(settings(server)).listing()
    #expect(try await listing.next()?.count == 2)
    for _ in 0..<2 {
      let error = await #expect(throws: DirectoryError.self) { try await listing.next() }
      #expect(error?.code == .incomplete && error?.message.contains("has 3 users") == true)
    }
    #expect(try server.requests.count < 20)
  }

  @Test(
    "A user without what is needed, or with too much, is an error that names the attribute",
    arguments: [
      (#"{"userName":"u"}"#, "no id"), (#"{"id":"","userName":"u"}"#, "no id"),
      (#"{"id":"1"}"#, "no userName"), (#"{"id":"1","userName":""}"#, "no userName"),
      (#"{"id":"1","userName":null}"#, "no userName"),
      (#"{"id":"1","userName":5}"#, "userName that is no text"),
      (#"{"id":"1","userName":"\#(String(repeating: "x", count: 257))"}"#, "userName of 257 bytes"),
      (#"{"id":"1","userName":"a\u0000"}"#, "userName with a NUL"),
      (
        #"{"id":"1","userName":"u","displayName":"\#(String(repeating: "ä", count: 129))"}"#,
        "displayName of 258 bytes"
      ),
      (#"{"id":"1","userName":"u","active":"perhaps"}"#, "attribute active"),
      (#"{"id":"1","userName":"u","active":1}"#, "attribute active"),
    ])
  func badUsers(user: String, text: String) async throws {
    let server = try await FaultyServer(
      #"{"body":{"totalResults":2,"Resources":[{"id":"0","userName":"secretive"},\#(user)]}}"#)
    let error = await error(server)
    #expect(error?.code == .malformed && error?.message.contains(text) == true, "\(error as Any)")
    #expect(error?.message.contains("user number 2") == true)
    #expect(error?.message.contains("secretive") == false)
  }

  @Test("What services say in ways of their own is understood")
  func variants() async throws {
    let server = try await FaultyServer(
      #"""
      {"body":{"TotalResults":5,"resources":[
      {"ID":"1","username":"a","Active":"False","meta":{"created":"2026-01-02T03:04:05"}},
      {"id":"2","userName":"b","active":"True","emails":[{"value":"x@y.z"},
        {"value":"p@y.z","primary":"True"}],"meta":{"created":"2026-01-02T03:04:05.5+01:00"}},
      {"id":"3","userName":"c","active":null,"emails":null,"meta":{"created":"yesterday"}},
      {"id":"4","userName":"d","urn:x:1.0:User":{"seen":{"At":"2026-03-01T00:00:00Z"}}},
      {"id":"5","userName":"e","urn:x:1.0:User":{"seen":[{"at":"2026-01-01T00:00:00Z"},
        {"at":"2026-02-01T00:00:00Z"},{"at":null}]}}]}}
      """#)
    var settings = settings(server)
    settings.pageSize = 100
    settings.lastLoginAttribute = "urn:x:1.0:User:seen.at"
    let users = try await connector(settings).everything().users.map(\.user)
    #expect(users.map(\.isActive) == [false, true, true, true, true])
    #expect(users.map(\.email) == ["", "p@y.z", "", "", ""])
    let created = users.map { $0.createdAt?.rfc3339 }
    #expect(created == ["2026-01-02T03:04:05Z", "2026-01-02T02:04:05.500Z", nil, nil, nil])
    let times = ["2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z"].compactMap { Moment(rfc3339: $0) }
    #expect(users.map(\.lastLogin) == [.unknown, .unknown, .unknown] + times.map { .at($0) })
  }

  @Test(
    "What is no list of SCIM is none",
    arguments: [
      #"{"body":"<html>secretive</html>"}"#, #"{"body":"{\"totalResults\":1,"}"#, #"{"body":[]}"#,
      #"{"body":{"Resources":[]}}"#, #"{"body":{"totalResults":-1}}"#,
      #"{"body":{"totalResults":1,"Resources":{}}}"#,
      #"{"body":{"totalResults":1,"Resources":[1]}}"#,
      #"{"body":"\#(String(repeating: "[", count: 12_000))"}"#, #"{"status":204}"#,
    ])
  func malformed(answer: String) async throws {
    let start = ContinuousClock.now
    let error = await error(try await FaultyServer(answer))
    #expect(error?.code == .malformed && error?.message.contains("secretive") == false)
    #expect(ContinuousClock.now - start < .seconds(15))
  }

  @Test("Members are found where lists leave them out")
  func members() async throws {
    let users = page(1, "u1") + "," + page(1)
    let groups = #"{"path":"/Groups","body":{"totalResults":2,"Resources":["#
    let bare = groups + #"{"id":"g/1","displayName":"one"},{"id":"g2","displayName":"two"}]}}"#
    let named =
      groups
      + #"{"id":"g/1","displayName":"one","members":[{"value":"u1"}]},{"id":"g2","displayName":"two"}]}}"#
    let first =
      #"{"path":"/Groups/g%2F1","body":{"id":"g/1","displayName":"one","members":[{"value":"u1"}]}}"#
    let second = #"{"path":"/Groups/g2","status":404}"#
    for (answers, count) in [([bare, named], 2), ([bare, bare, first, second], 1), ([named], 2)] {
      let server = try await FaultyServer(([users] + answers).joined(separator: ","))
      let items = try await connector(settings(server, groups: true)).everything()
      #expect(items.groups.count == count)
      #expect(items.members(of: "g/1") == ["u1"] && items.members(of: "g2") == [])
    }
    let server = try await FaultyServer(
      users, groups + #"{"id":"g","displayName":"x","members":[{"display":"secretive"}]}]}}"#)
    let error = await connector(settings(server, groups: true)).listingError()
    #expect(error?.code == .malformed && error?.message.contains("members.value") == true)
    #expect(error?.message.contains("secretive") == false)
  }

  @Test("A page that is too long is asked for with fewer resources")
  func longPages() async throws {
    // One user of nine MiB each, in what is passed over.
    let long = String(repeating: "x", count: 9 << 20)
    let users = ["a", "b"].map { #"{"id":"\#($0)","userName":"\#($0)","title":"\#(long)"}"# }
    func answer(_ users: String...) -> String {
      #"{"body":{"totalResults":2,"Resources":[\#(users.joined(separator: ","))]}}"#
    }
    let server = try await FaultyServer(
      answer(users[0], users[1]), answer(users[0]), answer(users[1]))
    #expect(try await names(server) == ["a", "b"])
    #expect(try server.requests.map(\.query.last) == ["2", "1", "1"])
    let hopeless = try await FaultyServer(answer(users[0], users[1]))
    let error = await error(hopeless)
    #expect(error?.code == .incomplete && error?.message.contains("16 MiB") == true)
  }

  @Test("Members of whom none was listed are an error, unless a filter may have left them out")
  func unknownMembers() async throws {
    let user = page(1, "u1")
    func groups(_ members: String) -> String {
      #"{"path":"/Groups","body":{"totalResults":2,"Resources":[{"id":"g1","displayName":"a","members":"#
        + #"[\#(members)]},{"id":"g2","displayName":"b","members":[]}]}}"#
    }
    let strange = #"{"value":"name 1"},{"value":"name 2"}"#
    for (members, filter, code) in [
      (strange, "", .malformed), (strange, "active eq true", nil),
      (strange + #",{"value":"u1"}"#, "", nil), (strange + #",{"value":"g2"}"#, "", nil),
      ("", "", nil),
    ] as [(String, String, DirectoryError.Code?)] {
      let server = try await FaultyServer(user, page(1), groups(members))
      var settings = settings(server, groups: true)
      settings.userFilter = filter
      #expect(await connector(settings).listingError()?.code == code, "\(members) \(filter)")
    }
  }

  @Test("A service that fails when it is asked for a number is asked without one")
  func noCount() async throws {
    let server = try await FaultyServer(
      #"{"path":"/Users","status":500}"#, page(3, "a", "b"), page(3, "c"))
    #expect(try await names(server) == ["a", "b", "c"])
    let queries = try server.requests.map(\.query)
    #expect(queries == ["startIndex=1&count=2", "startIndex=1", "startIndex=3"])
  }

  @Test("A listing holds a page at a time, however many there are")
  func memory() async throws {
    let server = try await FaultyServer(#"{"crowd":40000,"weight":1000}"#)
    var settings = settings(server)
    settings.pageSize = 500
    let listing = try await connector(settings).listing()
    var count = try #require(try await listing.next()).count
    let before = try residentBytes()
    while let items = try await listing.next() { count += items.count }
    #expect(count == 40_000)
    // All pages together are 40 MB as they are sent, and several times as much when they are read.
    let grown = try residentBytes() - before
    // The address sanitizer keeps what was given back.
    #if !SANITIZED
      #expect(grown < 24 << 20)
    #else
      print("The listing grew by \(grown) bytes.")
    #endif
  }

  /// How much memory this process holds.
  private func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return try #require(pages) * 4096
  }
}
