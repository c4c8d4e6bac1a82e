/// Where the service may connect to because a tenant's settings say so: to every public address, and to
/// others only where the operator allows them. A tenant must not look around in the operator's network.
package struct TargetRules: Hashable, Sendable {
  private let allowed: [NetworkRange]

  /// Rules that allow some ranges beside what is public.
  package init(allowing allowed: [NetworkRange] = []) {
    self.allowed = allowed
  }

  /// Whether the service may connect to an address.
  package func permits(_ address: NetworkAddress) -> Bool {
    Self.isPublic(address) || allowed.contains { $0.contains(address) }
  }

  /// By the registries of IANA for special-purpose addresses (RFC 6890): what they do not call globally
  /// reachable, and what carries another address inside.
  private static func isPublic(_ address: NetworkAddress) -> Bool {
    if special.contains(where: { $0.contains(address) }) { return false }
    return address.bytes.count == 4 || address.bytes[0] & 0xE0 == 0x20
  }

  private static let special: [NetworkRange] = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23",
    "2001:db8::/32", "2002::/16", "3fff::/20",
  ].compactMap { NetworkRange($0) }
}
