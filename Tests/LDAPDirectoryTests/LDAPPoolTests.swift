internal import Cleanup
internal import Directories
internal import DirectoryServers
internal import TestSupport
internal import Testing

@testable internal import LDAPDirectory

@Suite("Connections that are kept between changes")
struct LDAPPoolTests {
  private func directory(_ slapd: Slapd, idleLimit: Duration) throws -> LDAPDirectory {
    LDAPDirectory(
      try slapd.settings(), password: Slapd.service.password, where: Slapd.loopback,
      pool: LDAPSessionPool(idleLimit: idleLimit))
  }

  @Test("Many changes take one connection, and it goes with the directory")
  func reuse() async throws {
    let slapd = try await Slapd(ldif: Slapd.people(["ann"]))
    let before = try OpenConnections.all(to: slapd.tlsPort)
    var directory: LDAPDirectory? = try directory(slapd, idleLimit: .seconds(600))
    let created = try await directory?.create(RemoteNewUser(username: "bob"))
    let id = try #require(created?.user.user.externalID)
    for _ in 0..<5 {
      #expect(try await directory?.apply(.deactivate, to: id) == true)
      #expect(try await directory?.user(id)?.user.user.isActive == false)
      #expect(try await directory?.apply(.reactivate, to: id) == true)
    }
    // What the server refuses does not break it.
    await #expect(throws: DirectoryError.self) {
      try await directory?.apply(.addMembership("none"), to: id)
    }
    #expect(try OpenConnections.all(to: slapd.tlsPort).subtracting(before).count == 1)
    directory = nil
    try await eventually("it is closed") { try OpenConnections.openCount(to: slapd.tlsPort) == 0 }
  }

  @Test("Changes at once have a connection each")
  func concurrent() async throws {
    let names = (0..<LDAPSessionPool.maxKept).map { "user\($0)" }
    let slapd = try await Slapd(ldif: Slapd.people(names))
    // The account that changes them must not close itself.
    let ids = try await Listed(slapd.directory()).users.map(\.user).filter { $0.username != "svc" }
      .map(\.externalID)
    let directory = try directory(slapd, idleLimit: .seconds(600))
    try await withThrowingTaskGroup { group in
      for id in ids {
        group.addTask { () throws -> Void in
          for _ in 0..<3 {
            #expect(try await directory.apply(.deactivate, to: id))
            #expect(try await directory.apply(.reactivate, to: id))
          }
        }
      }
      try await group.waitForAll()
    }
    let count = try OpenConnections.openCount(to: slapd.tlsPort)
    #expect((1...LDAPSessionPool.maxKept).contains(count))
  }

  @Test(
    "A connection that nobody uses is closed after a while, and another opened when it is needed")
  func idle() async throws {
    let slapd = try await Slapd(ldif: Slapd.people(["ann"]))
    let id = try #require(try await Listed(slapd.directory()).user("ann")?.externalID)
    let directory = try directory(slapd, idleLimit: .milliseconds(50))
    for _ in 0..<2 {
      #expect(try await directory.user(id) != nil)
      try await eventually("it is closed") {
        try OpenConnections.openCount(to: slapd.tlsPort) == 0
      }
    }
  }

  @Test("Where the server has closed a kept connection, the change is made on a new one")
  func closedByServer() async throws {
    let slapd = try await Slapd(ldif: Slapd.people(["ann"]), idleSeconds: 1)
    let id = try #require(try await Listed(slapd.directory()).user("ann")?.externalID)
    let directory = try directory(slapd, idleLimit: .seconds(600))
    #expect(try await directory.apply(.deactivate, to: id))
    try await eventually("the server closes it") {
      try OpenConnections.openCount(to: slapd.tlsPort) == 0
    }
    #expect(try await directory.apply(.reactivate, to: id))
    slapd.stop()
    let error = await #expect(throws: DirectoryError.self) { try await directory.user(id) }
    #expect(error?.code == .unreachable)
  }

  @Test("Whether logins are kept is asked once for all users")
  func logins() async throws {
    let memory = LoginMemory()
    var asked = 0
    for _ in 0..<3 {
      let keeps = try await memory.keepsLogins { () throws(DirectoryError) in
        asked += 1
        return true
      }
      #expect(keeps)
    }
    #expect(asked == 1)
  }
}
