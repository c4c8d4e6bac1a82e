internal import DirectoryContract
internal import Testing

@Suite("The contract, with a SCIM service")
struct SCIMContractTests {
  @Test("A SCIM service keeps the rule", arguments: ContractRule.allCases)
  func keeps(_ rule: ContractRule) async throws {
    try await rule.check(SCIMContractServer())
  }
}
