internal import Cleanup
internal import Directories
internal import DirectoryContract
internal import DirectoryServers
internal import Foundation
internal import LDAPDirectory
internal import Reach

/// An LDAP server of any kind.
struct LDAPContractServer: ContractServer {
  let traits: ContractTraits
  let dialect: LDAPDialect
  let tools: LDAPTools
  private let service: String
  /// What must not be let go.
  private let holder: any Sendable

  /// A server that somebody administers with tools, and on which the account `service` does what Dormouse needs.
  init(
    _ dialect: LDAPDialect, _ tools: LDAPTools, service: (name: String, password: String),
    keepsLastMember: Bool = false, others: Set<String> = [], holder: any Sendable
  ) {
    traits = ContractTraits(
      capabilities: DirectoryCapabilities(),
      takesAnyUsername: dialect.preset != .activeDirectory, keepsLastMember: keepsLastMember,
      others: others, secret: service.password)
    self.dialect = dialect
    self.tools = tools
    self.service = service.name
    self.holder = holder
  }

  func fill(_ population: Population) async throws {
    try await tools.deleteTree(dialect.people)
    try await tools.deleteTree(dialect.groups)
    let ldif =
      dialect.places + population.people.map { dialect.entry($0) }.joined()
      + population.groups.map { dialect.entry($0, of: population) }.joined()
    try await tools.modify(ldif)
  }

  func directory(_ access: ContractAccess) throws -> any WritableDirectory {
    let settings = LDAPSettings(
      host: "127.0.0.1", port: access.isSomebodyThere ? tools.port : try FreePort.find(),
      certificates: try String(contentsOfFile: tools.certificateFile, encoding: .utf8),
      bindName: service, preset: dialect.preset, userBase: dialect.people,
      groupBase: dialect.groups, pageSize: access.pageSize, timeLimitSeconds: 20)
    let rules = TargetRules(allowing: ["127.0.0.0/8"].compactMap { NetworkRange($0) })
    return LDAPDirectory(
      settings, password: access.isSecretRight ? traits.secret : ContractAccess.wrongSecret,
      where: rules)
  }

  func username(of person: ContractPerson) -> String { dialect.username(person) }

  func logIn(_ person: ContractPerson, password: String) async throws -> Bool? {
    try await LDAPTools(
      port: tools.port, certificateFile: tools.certificateFile, name: dialect.name(person),
      password: password
    ).logsIn()
  }

  func rename(_ person: ContractPerson) async throws {
    try await tools.modify(dialect.move(person))
  }

  func delete(_ person: ContractPerson) async throws {
    try await tools.modify(LDIF.delete(dialect.name(person)))
  }

  func delete(group: String) async throws {
    try await tools.modify(LDIF.delete(dialect.name(ofGroup: group)))
  }

  func contents() async throws -> String {
    var text = ""
    for base in [dialect.people, dialect.groups] {
      text += try await tools.search(
        "(objectClass=*)",
        ["*", "modifyTimestamp", "pwdAccountLockedTime", "nsAccountLock", "lastLoginTime"],
        base: base)
    }
    return text
  }
}
