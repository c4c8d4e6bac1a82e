internal import Cleanup
internal import Directories
internal import Foundation
internal import Testing

extension DirectoryContract {
  /// Everybody and every group comes once, with pages smaller and larger than what there is.
  func listsEverythingOnce() async throws {
    for pageSize in [1, 3, 100] {
      let directory = try await server.directory(ContractAccess(pageSize: pageSize))
      let contents = try await Contents(directory)
      #expect(contents.users.count == usernames.count)
      #expect(Set(contents.users.map(\.user.username)) == usernames)
      #expect(Set(contents.users.map(\.user.externalID)).count == usernames.count)
      #expect(contents.groups.count == population.groups.count)
      #expect(contents.members == members)
      for person in population.people {
        let user = try contents.user(server.username(of: person))
        #expect(user.displayName == person.name && user.email == person.email)
        #expect(user.isActive != false)
      }
    }
  }

  /// Whoever is renamed or moved keeps the id, and the memberships.
  func keepsIDs() async throws {
    let directory = try await server.directory(ContractAccess())
    let before = try await Contents(directory)
    for key in ["ann", "odd1"] {
      let old = name(key)
      let id = try before.user(old).externalID
      try await server.rename(population.person(key))
      let user = try #require(try await directory.user(id))
      #expect(user.user.user.externalID == id && user.user.user.username != old)
      #expect(user.groups.map(\.name) == ["crew"])
      let after = try await Contents(directory)
      #expect(after.users.count { $0.user.externalID == id } == 1)
      #expect(after.users.count == before.users.count)
      #expect(after.members["crew"]?.contains(user.user.user.username) == true)
      let crew = try before.group("crew")
      #expect(try await directory.apply(.removeMembership(crew), to: id))
      #expect(try await directory.apply(.deactivate, to: id))
      #expect(try await directory.user(id)?.groups == [])
    }
  }

  /// Activity is a time, never, or unknown, and a login that failed is none.
  func knowsActivity() async throws {
    let directory = try await server.directory(ContractAccess())
    let early = try await Contents(directory)
    for user in early.users { #expect(!Self.hasTime(user)) }
    let start = Date().timeIntervalSince1970
    let (ann, bob) = (population.person("ann"), population.person("bob"))
    guard try await server.logIn(ann, password: ann.password) == true else {
      #expect(early.users.allSatisfy { $0.user.lastLogin == .unknown })
      #expect(!server.traits.capabilities.reportActivity)
      return
    }
    #expect(try await server.logIn(bob, password: "not it") == false)
    let end = Date().timeIntervalSince1970
    let late = try await server.directory(ContractAccess())
    for user in try await Contents(late).users {
      // Servers keep whole seconds.
      let slack = Double(user.loginGranularitySeconds) + 1
      switch user.user.lastLogin {
      case .at(let moment):
        #expect(
          user.user.username == name("ann") || server.traits.others.contains(user.user.username))
        let seconds = Double(moment.microseconds) / 1e6
        if user.user.username == name("ann") {
          #expect((start - slack...end + 1).contains(seconds))
        }
      case .never: #expect(user.user.username != name("ann"))
      default: Issue.record("Somebody has a last login, so that nobody's is unknown.")
      }
      let alone = try await late.user(user.user.externalID)
      #expect(alone?.user.user.lastLogin == user.user.lastLogin)
    }
  }

  /// A group in a group is a member by its own name, and makes nobody a direct member.
  func nestsGroups() async throws {
    let directory = try await server.directory(ContractAccess())
    let contents = try await Contents(directory)
    #expect(contents.members["outer"] == [name("bob"), "crew"].sorted())
    let ann = try contents.user(name("ann")).externalID
    let bob = try contents.user(name("bob")).externalID
    #expect(try await directory.user(ann)?.groups.map(\.name) == ["crew"])
    let groups = try await directory.user(bob)?.groups ?? []
    #expect(Set(groups.map(\.name)) == ["crew", "outer"] && groups.count == 2)
    for group in groups { #expect(contents.groups.contains { $0.externalID == group.externalID }) }
    #expect(try await !directory.apply(.removeMembership(contents.group("outer")), to: ann))
    #expect(try await Contents(directory).members == members)
  }

  private static func hasTime(_ user: ListedUser) -> Bool {
    // Who looks has logged in for that.
    if case .at = user.user.lastLogin { user.user.username != "svc" } else { false }
  }
}
