/// What every directory does alike, whatever its server.
package enum ContractRule: String, CaseIterable, Sendable {
  case listsEverythingOnce
  case keepsIDs
  case knowsActivity
  case closesAndOpens
  case editsMemberships
  case givesLastMemberAway
  case nestsGroups
  case knowsWhoIsGone
  case createsUsers
  case createsOddUsers
  case changesAtOnce
  case probesWithoutChanging
  case tellsFailuresApart

  /// Holds a server to it, which is filled for that.
  package func check(_ server: any ContractServer) async throws {
    let contract = DirectoryContract(server)
    try await server.fill(contract.population)
    switch self {
    case .listsEverythingOnce: try await contract.listsEverythingOnce()
    case .keepsIDs: try await contract.keepsIDs()
    case .knowsActivity: try await contract.knowsActivity()
    case .closesAndOpens: try await contract.closesAndOpens()
    case .editsMemberships: try await contract.editsMemberships()
    case .givesLastMemberAway: try await contract.givesLastMemberAway()
    case .nestsGroups: try await contract.nestsGroups()
    case .knowsWhoIsGone: try await contract.knowsWhoIsGone()
    case .createsUsers: try await contract.createsUsers()
    case .createsOddUsers: try await contract.createsOddUsers()
    case .changesAtOnce: try await contract.changesAtOnce()
    case .probesWithoutChanging: try await contract.probesWithoutChanging()
    case .tellsFailuresApart: try await contract.tellsFailuresApart()
    }
  }
}
