internal import Cleanup
internal import Directories
internal import Testing

extension DirectoryContract {
  /// An account is closed and opened, which is seen from both sides, and what is so already is left alone.
  func closesAndOpens() async throws {
    let directory = try await server.directory(ContractAccess())
    let everybody = try await Contents(directory).open
    for key in ["ann", "odd1"] {
      let person = population.person(key)
      let id = try await Contents(directory).user(name(key)).externalID
      #expect(try await directory.apply(.deactivate, to: id))
      #expect(try await directory.user(id)?.user.user.isActive == false)
      #expect(try await Contents(directory).open == everybody.subtracting([name(key)]))
      #expect(try await server.logIn(person, password: person.password) != true)
      let closed = try await server.contents()
      #expect(try await !directory.apply(.deactivate, to: id))
      #expect(try await server.contents() == closed)
      #expect(try await directory.apply(.reactivate, to: id))
      #expect(try await directory.user(id)?.user.user.isActive != false)
      #expect(try await Contents(directory).open == everybody)
      #expect(try await server.logIn(person, password: person.password) != false)
      let opened = try await server.contents()
      #expect(try await !directory.apply(.reactivate, to: id))
      #expect(try await server.contents() == opened)
    }
    #expect(try await Contents(directory).members == members)
  }

  /// One member is taken and given, and the others stay; what is so already is left alone.
  func editsMemberships() async throws {
    let directory = try await server.directory(ContractAccess())
    let contents = try await Contents(directory)
    for (group, inside, outside) in [
      ("crew", "odd1", "dan"), ("crew", "odd2", "odd3"), (Population.oddGroup, "dan", "eve"),
      (Population.oddGroup, "odd3", "odd1"),
    ] {
      let groupID = try contents.group(group)
      let member = try contents.user(name(inside)).externalID
      let other = try contents.user(name(outside)).externalID
      var expected = members
      #expect(try await directory.apply(.removeMembership(groupID), to: member))
      expected[group]?.removeAll { $0 == name(inside) }
      #expect(try await Contents(directory).members == expected)
      for id in [member, other] {
        #expect(try await !directory.apply(.removeMembership(groupID), to: id))
      }
      #expect(try await directory.apply(.addMembership(groupID), to: other))
      expected[group] = ((expected[group] ?? []) + [name(outside)]).sorted()
      #expect(try await Contents(directory).members == expected)
      #expect(try await directory.user(other)?.groups.contains { $0.name == group } == true)
      #expect(try await !directory.apply(.addMembership(groupID), to: other))
      #expect(try await directory.apply(.addMembership(groupID), to: member))
      #expect(try await directory.apply(.removeMembership(groupID), to: other))
      #expect(try await Contents(directory).members == members)
    }
  }

  /// The only member of a group is taken, or it is said why not.
  func givesLastMemberAway() async throws {
    let directory = try await server.directory(ContractAccess())
    let contents = try await Contents(directory)
    let (group, cora) = (
      try contents.group("solo"), try contents.user(name("cora")).externalID
    )
    if server.traits.keepsLastMember {
      await expect(.refused) { _ = try await directory.apply(.removeMembership(group), to: cora) }
    } else {
      #expect(try await directory.apply(.removeMembership(group), to: cora))
      #expect(try await Contents(directory).members["solo"] == [])
      #expect(try await directory.apply(.addMembership(group), to: cora))
    }
    #expect(try await Contents(directory).members == members)
  }

  /// Whoever is gone is none, and no change is made of them or of groups that are gone.
  func knowsWhoIsGone() async throws {
    let directory = try await server.directory(ContractAccess())
    let contents = try await Contents(directory)
    let ann = try contents.user(name("ann")).externalID
    let bob = try contents.user(name("bob")).externalID
    let (crew, solo) = (try contents.group("crew"), try contents.group("solo"))
    try await server.delete(population.person("ann"))
    if server.traits.deletesGroups { try await server.delete(group: "solo") }
    let before = try await server.contents()
    for nobody in [ann, "nobody", "*", solo] {
      #expect(try await directory.user(nobody) == nil)
      for change in [
        RemoteChange.deactivate, .reactivate, .removeMembership(crew), .addMembership(crew),
      ] {
        await expect(.notFound) { _ = try await directory.apply(change, to: nobody) }
      }
    }
    for nowhere in ["nowhere"] + (server.traits.deletesGroups ? [solo] : []) {
      for change in [RemoteChange.removeMembership(nowhere), .addMembership(nowhere)] {
        await expect(.notFound) { _ = try await directory.apply(change, to: bob) }
      }
    }
    #expect(try await server.contents() == before)
    #expect(try await directory.user(bob)?.groups.count == 2)
  }

  /// Several changes of one group and of several accounts at once all come about, and nothing else.
  func changesAtOnce() async throws {
    let directory = try await server.directory(ContractAccess())
    let contents = try await Contents(directory)
    let crew = try contents.group("crew")
    let ids = try population.people.map { try contents.user(server.username(of: $0)).externalID }
    try await withThrowingTaskGroup { group in
      for id in ids {
        group.addTask { () throws -> Void in
          _ = try await directory.apply(.deactivate, to: id)
          _ = try await directory.apply(.addMembership(crew), to: id)
        }
      }
      try await group.waitForAll()
    }
    let after = try await Contents(directory)
    let people = Set(population.people.map { server.username(of: $0) })
    #expect(after.open.isDisjoint(with: people))
    #expect(after.members["crew"] == people.sorted())
    #expect(after.members["outer"] == members["outer"])
  }
}
