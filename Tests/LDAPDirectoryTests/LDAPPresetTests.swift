internal import Cleanup
internal import Directories
internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import LDAP
@testable internal import LDAPDirectory

@Suite("Kinds of LDAP servers")
struct LDAPPresetTests {
  private static let domain: [UInt8] = [1, 2, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0]

  private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  private static func user(_ number: UInt8, group: Int, flags: Int, extra: String = "") -> String {
    """
    dn: cn=User \(number),ou=people,\(Slapd.base)
    objectClass: user
    objectCategory: person
    cn: User \(number)
    sn: \(number)
    sAMAccountName: U\(number)
    objectGUID:: \(base64([number] + [UInt8](repeating: 0, count: 15)))
    objectSid:: \(base64(domain + [number, 9, 0, 0]))
    userAccountControl: \(flags)
    primaryGroupID: \(group)
    whenCreated: 20240229173000.0Z
    \(extra.isEmpty ? "mail: u\(number)@acme.test" : extra)


    """
  }

  private static func group(_ name: String, _ number: UInt8, _ extra: String) -> String {
    """
    dn: cn=\(name),ou=groups,\(Slapd.base)
    objectClass: group
    cn: \(name)
    objectGUID:: \(base64([UInt8](repeating: number, count: 16)))
    objectSid:: \(base64(domain + [number, 2, 0, 0]))
    \(extra)


    """
  }

  @Test("Entries of Active Directory are users with its ids, flags, times and primary groups")
  func activeDirectory() async throws {
    let users = (1...120).map { number in
      Self.user(
        number, group: number <= 110 ? 513 : 514, flags: number == 2 ? 514 : 512,
        extra: number == 1
          ? "lastLogonTimestamp: 133535466000000000\nallowedAttributesEffective: mail" : "")
    }.joined()
    let slapd = try await Slapd(
      ldif: users + Self.group("Domain Users", 1, "allowedAttributesEffective: member")
        + Self.group("Crew", 3, "member: cn=user 1,ou=people,\(Slapd.base)"))
    let directory = try slapd.directory { $0.preset = .activeDirectory }
    let listed = try await Listed(directory)
    let first = try #require(listed.users.first { $0.user.username == "U1" })
    #expect(first.user.externalID == "00000001-0000-0000-0000-000000000000")
    #expect(first.user.createdAt?.rfc3339 == "2024-02-29T17:30:00Z" && first.user.isActive == true)
    #expect(first.user.lastLogin == .at(Moment(seconds: 1_709_073_000)))
    #expect(first.loginGranularitySeconds == 14 * 86_400)
    #expect(listed.user("U2")?.isActive == false && listed.user("U3")?.lastLogin == .never)
    #expect(listed.users.count == 120)
    #expect(listed.members(of: "Domain Users") == Set((1...110).map { "U\($0)" }))
    #expect(listed.members(of: "Crew") == ["U1"])
    let probe = try await directory.probe()
    #expect(probe.capabilities.editGroups && !probe.capabilities.deactivate)
    let check = probe.checks.first { $0.name == "closes accounts" }
    #expect(check?.isOK == false && check?.finding.contains("userAccountControl") == true)
  }

  @Test("Accounts and memberships of Active Directory are changed as it wants them changed")
  func activeDirectoryChanges() async throws {
    let slapd = try await Slapd(
      ldif: Self.user(1, group: 513, flags: 66048)
        + Self.group("Domain Users", 1, "allowedAttributesEffective: member")
        + Self.group("Crew", 3, "member: cn=User 1,ou=people,\(Slapd.base)"))
    let directory = try slapd.directory { $0.preset = .activeDirectory }
    let id = "00000001-0000-0000-0000-000000000000"
    #expect(try await directory.apply(.deactivate, to: id))
    #expect(try await slapd.search("(cn=User 1)").contains("userAccountControl: 66050\n"))
    #expect(try await directory.apply(.reactivate, to: id))
    #expect(try await slapd.search("(cn=User 1)").contains("userAccountControl: 66048\n"))
    let user = try #require(try await directory.user(id))
    #expect(Set(user.groups.map(\.name)) == ["Domain Users", "Crew"])
    let primary = try #require(user.groups.first { $0.name == "Domain Users" }?.externalID)
    let crew = try #require(user.groups.first { $0.name == "Crew" }?.externalID)
    #expect(try await directory.apply(.removeMembership(crew), to: id))
    #expect(try await !directory.apply(.addMembership(primary), to: id))
    let error = await #expect(throws: DirectoryError.self) {
      try await directory.apply(.removeMembership(primary), to: id)
    }
    #expect(error?.code == .refused && error?.message.contains("primary") == true)
  }

  @Test("Entries of 389 Directory Server are users with its ids, locks, roles and times")
  func directoryServer389() async throws {
    func account(_ name: String, _ extra: String) -> String {
      Slapd.people(
        [name], classes: ["inetOrgPerson", "nsAccount"],
        extra: "nsUniqueId: id-of-\(name)\n\(extra)")
    }
    let slapd = try await Slapd(
      ldif: account("open", "nsAccountLock: false") + account("locked", "nsAccountLock: TRUE")
        + account("role", "nsRoleDN: cn=nsManagedDisabledRole,\(Slapd.base)")
        + account("other", "nsRoleDN: cn=sales,\(Slapd.base)\nlastLoginTime: 20240229173000Z"))
    let directory = try slapd.directory {
      $0.preset = .directoryServer389
      $0.userFilter = "(nsUniqueId=*)"
    }
    let listed = try await Listed(directory)
    #expect(listed.user("open")?.externalID == "id-of-open" && listed.users.count == 4)
    let active = listed.users.filter { $0.user.isActive == true }.map(\.user.username)
    #expect(Set(active) == ["open", "other"])
    #expect(listed.user("other")?.lastLogin == .at(Moment(seconds: 1_709_227_800)))
    #expect(listed.user("open")?.lastLogin == .never)
    #expect(try await directory.probe().capabilities.deactivate)
    #expect(try await directory.apply(.deactivate, to: "id-of-open"))
    #expect(try await slapd.search("(uid=open)").contains("nsAccountLock: true\n"))
    #expect(try await directory.apply(.reactivate, to: "id-of-locked"))
    #expect(try await !slapd.search("(uid=locked)").contains("nsAccountLock"))
    let error = await #expect(throws: DirectoryError.self) {
      try await directory.apply(.reactivate, to: "id-of-role")
    }
    #expect(error?.code == .refused && error?.message.contains("role") == true)
  }

  @Test("Ranges of members are read as Active Directory gives them")
  func ranges() throws {
    let values = (0..<1500).map { Array("cn=\($0),dc=x".utf8) }
    let entry = LDAPEntry(
      name: "cn=g,dc=x",
      attributes: [
        LDAPEntry.Attribute(name: "member", values: []),
        LDAPEntry.Attribute(name: "member;range=0-1499", values: values),
      ])
    #expect(entry.range(of: "Member")?.next == "Member;range=1500-*")
    let schema = try LDAPSchema(
      LDAPSettings(host: "h", bindName: "cn=x", preset: .activeDirectory, userBase: "dc=x"))
    let reader = GroupReader(schema: schema)
    let list = try #require(try reader.memberLists(entry).first)
    #expect(try reader.parts(list.values[...], named: list.attribute, of: "g").count == 2)
    #expect(try reader.firstMembers(entry, of: "g").count == 1)
    let last = LDAPEntry(
      name: "cn=g,dc=x",
      attributes: [LDAPEntry.Attribute(name: "member;range=1500-*", values: values)])
    #expect(last.range(of: "member")?.values.count == 1500 && last.range(of: "member")?.next == nil)
    for name in ["member;range=0", "member;range=a-b", "member;x", "cn;range=0-1", "member"] {
      #expect(LDAPValueRange(name, of: "member", values: []) == nil, "\(name)")
    }
  }

  @Test("What an entry of a user has is taken over or refused, attribute by attribute")
  func attributes() throws {
    let schema = try LDAPSchema(
      LDAPSettings(host: "h", bindName: "cn=x", preset: .openLDAP, userBase: "dc=x"))
    let reader = UserReader(schema: schema, absentLogin: .unknown)
    func user(_ changes: [String: [String]]) throws -> ListedUser {
      var values = ["entryUUID": ["1"], "uid": ["ann"], "cn": ["Ann"]]
      values.merge(changes) { $1 }
      let attributes = values.map {
        LDAPEntry.Attribute(name: $0.key, values: $0.value.map { Array($0.utf8) })
      }
      return try reader.user(LDAPEntry(name: "uid=ann,dc=x", attributes: attributes))
    }
    #expect(try user([:]).user.displayName == "Ann")
    #expect(try user(["displayName": ["A."]]).user.displayName == "A.")
    #expect(try user(["uid": ["zoe", "ann"]]).user.username == "ann")
    let logins = ["pwdLastSuccess": ["20240101000000Z"], "authTimestamp": ["20240102000000Z"]]
    #expect(try user(logins).user.lastLogin == .at(Moment(seconds: 1_704_153_600)))
    #expect(try user([:]).user.lastLogin == .unknown)
    let broken: [[String: [String]]] = [
      ["uid": []], ["uid": [""]], ["entryUUID": []], ["uid": [String(repeating: "x", count: 257)]],
      ["entryUUID": [String(repeating: "x", count: 257)]], ["mail": ["a\0b"]],
      ["authTimestamp": ["yesterday"]], ["createTimestamp": ["1700000000"]],
    ]
    for changes in broken {
      let error = #expect(throws: DirectoryError.self, "\(changes)") { try user(changes) }
      #expect(error?.code == .malformed || error?.code == .incomplete)
    }
  }
}
