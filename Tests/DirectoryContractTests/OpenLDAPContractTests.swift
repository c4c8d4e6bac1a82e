internal import Cleanup
internal import DirectoryContract
internal import DirectoryServers
internal import Testing

@Suite("The contract, with OpenLDAP")
struct OpenLDAPContractTests {
  private func server() async throws -> LDAPContractServer {
    let account = (name: "uid=svc,\(Slapd.base)", password: Slapd.service.password)
    let slapd = try await Slapd(account: account.name)
    return LDAPContractServer(
      LDAPDialect(preset: .openLDAP, base: Slapd.base), slapd.tools, service: account,
      keepsLastMember: true, holder: slapd)
  }

  @Test("OpenLDAP keeps the rule", arguments: ContractRule.allCases)
  func keeps(_ rule: ContractRule) async throws {
    try await rule.check(server())
  }
}
