internal import Reach

extension LDAPServer {
  /// Most addresses of a server that are tried.
  package static let maxAddresses = 8

  /// Where to connect to: the addresses that its name means now, as far as the rules permit them. Waits for
  /// name servers.
  func addresses(where rules: TargetRules) throws(LDAPError) -> [String] {
    let found = AddressLookup.addresses(of: host)
    guard !found.isEmpty else { throw .noAddress }
    let permitted = found.filter { NetworkAddress($0).map(rules.permits) ?? false }
    guard !permitted.isEmpty else { throw .forbiddenAddress }
    let safe = permitted.filter {
      security != .none || NetworkAddress($0)?.isLoopback ?? false
    }
    guard !safe.isEmpty else { throw .notEncrypted }
    return Array(safe.prefix(Self.maxAddresses))
  }
}
