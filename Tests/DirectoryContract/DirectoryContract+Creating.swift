internal import Cleanup
internal import Directories
internal import Testing

extension DirectoryContract {
  /// A user is created once; one who is there already is the answer, unless somebody closed the account.
  func createsUsers() async throws {
    let directory = try await server.directory(ContractAccess())
    let count = try await Contents(directory).users.count
    let wanted = RemoteNewUser(
      username: "newcomer", displayName: #"Größe, "N." (ö) \Ä"#, email: "n@acme.test")
    let new = try await directory.create(wanted).user.user
    #expect(new.username == wanted.username && new.displayName == wanted.displayName)
    #expect(new.email == wanted.email && new.isActive != false)
    #expect(try await directory.create(wanted).user.user.externalID == new.externalID)
    #expect(try await directory.apply(.deactivate, to: new.externalID))
    let again = try await createOverClosed(RemoteNewUser(username: wanted.username), new, directory)
    #expect(again.user.user.externalID == new.externalID && again.groups.isEmpty)
    #expect(again.user.user.isActive != false && again.user.user.displayName == new.displayName)
    let contents = try await Contents(directory)
    #expect(contents.users.count == count + 1)
    #expect(try contents.user(wanted.username).externalID == new.externalID)
    let crew = try contents.group("crew")
    #expect(try await directory.apply(.addMembership(crew), to: new.externalID))
    #expect(try await directory.create(wanted).groups.map(\.name) == ["crew"])
    let ann = try contents.user(name("ann")).externalID
    #expect(
      try await directory.create(RemoteNewUser(username: name("ann"))).user.user.externalID == ann)
  }

  /// Creates a user whose name a closed account has, which has to be refused; and again once it is open.
  private func createOverClosed(
    _ wanted: RemoteNewUser, _ closed: ImportedUser, _ directory: any WritableDirectory
  ) async throws -> RemoteUser {
    await expect(.accountClosed) { _ = try await directory.create(wanted) }
    #expect(try await directory.user(closed.externalID)?.user.user.isActive == false)
    #expect(try await directory.apply(.reactivate, to: closed.externalID))
    return try await directory.create(wanted)
  }

  /// Login names may hold whatever the server lets them, or it is said that they may not.
  func createsOddUsers() async throws {
    let directory = try await server.directory(ContractAccess())
    for odd in [#"Ärger, "Q" (x) \z*"#, "#a;<b>=+c/d", "o'brien|&%"] {
      let wanted = RemoteNewUser(username: odd, email: "odd@acme.test")
      guard server.traits.takesAnyUsername else {
        await expect(.refused) { _ = try await directory.create(wanted) }
        continue
      }
      let new = try await directory.create(wanted).user.user
      #expect(new.username == odd)
      #expect(try await directory.apply(.deactivate, to: new.externalID))
      let again = try await createOverClosed(wanted, new, directory)
      #expect(again.user.user.externalID == new.externalID)
      #expect(try await directory.user(new.externalID)?.user.user.isActive != false)
    }
    await expect(.refused) { _ = try await directory.create(RemoteNewUser(username: "")) }
  }
}
