internal import Cleanup
internal import Directories
internal import DirectoryContract
internal import DirectoryServers
internal import Testing

@Suite("The contract, with 389 Directory Server", .serialized)
struct DirectoryServer389ContractTests {
  private static let server = SharedServer("389 Directory Server") {
    let server = try await DirectoryServer389()
    return LDAPContractServer(
      LDAPDialect(preset: .directoryServer389, base: DirectoryServer389.base), server.tools,
      service: DirectoryServer389.service, holder: server)
  }

  @Test("389 Directory Server keeps the rule", arguments: ContractRule.allCases)
  func keeps(_ rule: ContractRule) async throws {
    try await Self.server.check(rule)
  }

  @Test("Who is locked by a role is closed, and is not opened by taking away a lock of their own")
  func roles() async throws {
    try await Self.server.use { server in
      try await server.fill(.standard)
      let base = DirectoryServer389.base
      let role = "cn=nsManagedDisabledRole,\(base)"
      try await server.tools.deleteTree(role)
      try await server.tools.modify(
        LDIF.add(
          role,
          [
            "objectClass": [
              "LDAPsubentry", "nsRoleDefinition", "nsSimpleRoleDefinition",
              "nsManagedRoleDefinition",
            ], "cn": ["nsManagedDisabledRole"],
          ]))
      try await Self.lockMembers(of: role, server.tools)
      let directory = try server.directory(ContractAccess())
      let ann = server.dialect.name(ContractPerson("ann"))
      let id = try await Self.id(of: "ann", in: directory)
      try await server.tools.modify(LDIF.put("add", ann, "nsRoleDN", role))
      #expect(try await server.logIn(ContractPerson("ann"), password: "Passw0rd.ann") == false)
      #expect(try await directory.user(id)?.user.user.isActive == false)
      #expect(try await !directory.apply(.deactivate, to: id))
      let error = await #expect(throws: DirectoryError.self) {
        try await directory.apply(.reactivate, to: id)
      }
      #expect(error?.code == .refused && error?.message.contains("role") == true)
      try await server.tools.modify(LDIF.put("delete", ann, "nsRoleDN", role))
      #expect(try await directory.user(id)?.user.user.isActive == true)
      #expect(try await !directory.apply(.reactivate, to: id))
    }
  }

  /// Locks the members of a role as the server's own tools did: by a class of service.
  private static func lockMembers(of role: String, _ tools: LDAPTools) async throws {
    let place = "cn=locks,\(DirectoryServer389.base)"
    let cos = "cn=locking,\(DirectoryServer389.base)"
    for name in [place, cos] { try await tools.deleteTree(name) }
    try await tools.modify(
      LDIF.add(place, ["objectClass": ["nsContainer"], "cn": ["locks"]])
        + LDIF.add(
          "cn=\"\(role)\",\(place)",
          [
            "objectClass": ["extensibleObject", "costemplate", "ldapsubentry"],
            "nsAccountLock": ["true"], "cosPriority": ["0"],
          ])
        + LDIF.add(
          cos,
          [
            "objectClass": ["LDAPsubentry", "cosSuperDefinition", "cosClassicDefinition"],
            "cosTemplateDn": [place], "cosSpecifier": ["nsRole"],
            "cosAttribute": ["nsAccountLock operational"],
          ]))
  }

  private static func id(
    of username: String, in directory: any WritableDirectory
  ) async throws -> String {
    let listing = try await directory.listing()
    while let items = try await listing.next() {
      for case .user(let user) in items where user.user.username == username {
        return user.user.externalID
      }
    }
    throw DirectoryError(.notFound, "There is no \(username).")
  }
}
