internal import DirectoryContract
internal import DirectoryServers

extension SharedServer where Server: ContractServer {
  /// Holds the server to a rule.
  func check(_ rule: ContractRule) async throws {
    try await use { try await rule.check($0) }
  }
}
