/// Addresses that begin alike: `10.0.0.0/8`, `fd00::/8`, or a single address.
package struct NetworkRange: Hashable, Sendable {
  private let start: NetworkAddress
  private let bits: Int

  /// Reads a range; nil when it is none, or when bits behind the prefix are set.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let start = NetworkAddress(String(parts[0])) else {
      return nil
    }
    let most = start.bytes.count * 8
    var bits = most
    if parts.count == 2 {
      guard let given = Int(parts[1]), (0...most).contains(given), parts[1].first != "+" else {
        return nil
      }
      bits = given
    }
    self.start = start
    self.bits = bits
    guard (bits..<most).allSatisfy({ start.bytes[$0 / 8] & (0x80 >> ($0 % 8)) == 0 }) else {
      return nil
    }
  }

  /// Whether an address is in the range.
  package func contains(_ address: NetworkAddress) -> Bool {
    guard address.bytes.count == start.bytes.count else { return false }
    let whole = bits / 8
    guard address.bytes.prefix(whole) == start.bytes.prefix(whole) else { return false }
    let rest = bits % 8
    return rest == 0 || (address.bytes[whole] ^ start.bytes[whole]) >> (8 - rest) == 0
  }
}
