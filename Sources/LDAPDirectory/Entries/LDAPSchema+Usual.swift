internal import Cleanup
internal import LDAP

extension LDAPSchema {
  /// What a kind of server has unless told otherwise.
  struct Usual {
    var userFilter: LDAPFilter
    var groupFilter: LDAPFilter
    var id: String
    var username: String
    var displayName: [String]
    var createdAt: [String]
    var lastLogin: [String]
    var state: AccountState
    var member: [String]
  }

  /// What a kind of server has unless told otherwise. Users are those who have a login name: other people
  /// are contacts.
  static func usual(_ preset: LDAPPreset) -> Usual {
    switch preset {
    case .openLDAP: openLDAP
    case .activeDirectory: activeDirectory
    case .directoryServer389: directoryServer389
    }
  }

  private static let namedGroups = LDAPFilter.any([
    .equal("objectClass", "groupOfNames"), .equal("objectClass", "groupOfUniqueNames"),
  ])

  private static let openLDAP = Usual(
    userFilter: .all([.equal("objectClass", "inetOrgPerson"), .present("uid")]),
    groupFilter: namedGroups, id: "entryUUID", username: "uid",
    displayName: ["displayName", "cn"], createdAt: ["createTimestamp"],
    // The first is kept by the password policy or `lastbind on`, the second by the overlay `lastbind`.
    lastLogin: ["pwdLastSuccess", "authTimestamp"], state: .lockedTime,
    member: ["member", "uniqueMember"])

  private static let activeDirectory = Usual(
    userFilter: .all([
      .equal("objectCategory", "person"), .equal("objectClass", "user"),
      .present("sAMAccountName"),
    ]),
    groupFilter: .equal("objectClass", "group"), id: "objectGUID", username: "sAMAccountName",
    displayName: ["displayName", "cn"], createdAt: ["whenCreated"],
    lastLogin: ["lastLogonTimestamp"], state: .accountControl, member: ["member"])

  private static let directoryServer389 = Usual(
    userFilter: .all([
      .any([.equal("objectClass", "inetOrgPerson"), .equal("objectClass", "nsPerson")]),
      .present("uid"),
    ]),
    groupFilter: namedGroups, id: "nsUniqueId", username: "uid",
    displayName: ["displayName", "cn"], createdAt: ["createTimestamp"],
    lastLogin: ["lastLoginTime"], state: .accountLock, member: ["member", "uniqueMember"])
}
