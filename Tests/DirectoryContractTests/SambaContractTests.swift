internal import Cleanup
internal import Directories
internal import DirectoryContract
internal import DirectoryServers
internal import Foundation
internal import Testing

@Suite("The contract, with Samba as Active Directory", .serialized)
struct SambaContractTests {
  private static let server = SharedServer("Samba AD") {
    let samba = try await SambaAD()
    return LDAPContractServer(
      LDAPDialect(preset: .activeDirectory, base: SambaAD.base), samba.tools,
      service: SambaAD.service, holder: samba)
  }

  @Test("Active Directory keeps the rule", arguments: ContractRule.allCases)
  func keeps(_ rule: ContractRule) async throws {
    try await Self.server.check(rule)
  }

  @Test(
    "The primary group, which does not list its members, is one of the user's; computers are no users"
  )
  func primaryGroup() async throws {
    try await Self.server.use { server in
      try await server.fill(.standard)
      let crewName = server.dialect.name(ofGroup: "crew")
      let sid = try await server.tools.search("(cn=crew)", ["objectSid"], base: crewName)
      let coded = try #require(sid.split(separator: "\n").first { $0.hasPrefix("objectSid:: ") })
      let bytes = try #require(Data(base64Encoded: String(coded.dropFirst(12))))
      let number = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      try await server.tools.modify(
        LDIF.put(
          "replace", server.dialect.name(ContractPerson("ann")), "primaryGroupID", String(number))
          + LDIF.add(
            "cn=PC,\(server.dialect.people)",
            ["objectClass": ["computer"], "sAMAccountName": ["PC$"]]))
      #expect(
        try await !server.tools.search("(cn=crew)", ["member"], base: crewName).contains("CN=ann"))
      let directory = try server.directory(ContractAccess())
      var (users, crew, members) = ([ListedUser](), "", [String]())
      let listing = try await directory.listing()
      while let items = try await listing.next() {
        for item in items {
          switch item {
          case .user(let user): users.append(user)
          case .group(let group): if group.name == "crew" { crew = group.externalID }
          case .members(let part): if part.group == crew { members += part.locators }
          }
        }
      }
      #expect(users.count == Population.standard.people.count)
      let ann = try #require(users.first { $0.user.username == "ann" })
      #expect(members.count { $0 == ann.locator } == 1 && members.count == 4)
      let id = ann.user.externalID
      #expect(try await directory.user(id)?.groups.map(\.name) == ["crew"])
      #expect(try await !directory.apply(.addMembership(crew), to: id))
      let error = await #expect(throws: DirectoryError.self) {
        try await directory.apply(.removeMembership(crew), to: id)
      }
      #expect(error?.code == .refused && error?.message.contains("primary") == true)
    }
  }
}
