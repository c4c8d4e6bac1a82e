internal import Cleanup
internal import DirectoryContract
internal import Foundation
internal import LDAP

/// How the population is written on a kind of LDAP server.
struct LDAPDialect: Sendable {
  let preset: LDAPPreset
  /// Below what people and groups are.
  let base: String

  private var isWindows: Bool { preset == .activeDirectory }

  var people: String { "ou=people,\(base)" }
  var groups: String { "ou=groups,\(base)" }

  /// Login names in Active Directory may not hold much.
  func username(_ person: ContractPerson) -> String { isWindows ? person.key : person.name }

  func name(_ person: ContractPerson) -> String {
    "\(isWindows ? "cn" : "uid")=\(LDAPName.escaped(person.name)),\(people)"
  }

  func name(ofGroup group: String) -> String { "cn=\(LDAPName.escaped(group)),\(groups)" }

  /// The entries where people and groups are.
  var places: String {
    [(people, "people"), (groups, "groups"), ("ou=moved,\(people)", "moved")].map { name, ou in
      LDIF.add(name, ["objectClass": ["organizationalUnit"], "ou": [ou]])
    }.joined()
  }

  func entry(_ person: ContractPerson) -> String {
    var values = [
      "objectClass": [isWindows ? "user" : "inetOrgPerson"], "cn": [person.name],
      "displayName": [person.name], "mail": [person.email],
    ]
    guard isWindows else {
      values["uid"] = [person.name]
      values["sn"] = [person.name]
      values["userPassword"] = [person.password]
      return LDIF.add(name(person), values)
    }
    values["sAMAccountName"] = [person.key]
    values["userAccountControl"] = ["512"]
    let password = Array("\"\(person.password)\"".utf16).flatMap {
      [UInt8($0 & 255), UInt8($0 >> 8)]
    }
    return LDIF.add(name(person), values, bytes: ["unicodePwd": password])
  }

  func entry(_ group: ContractGroup, of population: Population) -> String {
    let members =
      group.people.map { name(population.person($0)) } + group.groups.map { name(ofGroup: $0) }
    return LDIF.add(
      name(ofGroup: group.name),
      [
        "objectClass": [isWindows ? "group" : "groupOfNames"], "cn": [group.name],
        "member": members,
      ])
  }

  /// Gives somebody another name, and moves them.
  func move(_ person: ContractPerson) -> String {
    let moved = LDIF.rename(
      name(person), to: "\(isWindows ? "cn" : "uid")=moved \(person.key)",
      below: "ou=moved,\(people)")
    guard isWindows else { return moved }
    return moved
      + LDIF.put(
        "replace", "cn=moved \(person.key),ou=moved,\(people)", "sAMAccountName",
        "moved\(person.key)")
  }
}
