internal import DirectoryContract
internal import Testing

@Suite("The contract, with the embedded directory")
struct EmbeddedContractTests {
  @Test("The embedded directory keeps the rule", arguments: ContractRule.allCases)
  func keeps(_ rule: ContractRule) async throws {
    try await EmbeddedContractServer.with { try await rule.check($0) }
  }
}
