#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Where a connection comes from, as far as it can be told: what one peer is given of addresses.
package enum PeerNetwork: Hashable, Sendable {
  /// An IPv4 address, whether or not it came in IPv6 clothes (RFC 4291, section 2.5.5.2).
  case v4(UInt32)
  /// A network of 64 bits.
  case v6(UInt64)
  /// This machine, or nobody knows.
  case unknown

  /// How many bytes an IPv6 address has.
  private static let byteCount = 16

  /// The network of a numeric address.
  package init(address: String) {
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    if inet_pton(AF_INET, address, &bytes) == 1 {
      self = .v4(Self.number(bytes.prefix(4)))
    } else if inet_pton(AF_INET6, address, &bytes) == 1 {
      let isMapped =
        bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
      self = isMapped ? .v4(Self.number(bytes.suffix(4))) : .v6(Self.number(bytes.prefix(8)))
    } else {
      self = .unknown
    }
  }

  private static func number<Number: FixedWidthInteger>(_ bytes: ArraySlice<UInt8>) -> Number {
    bytes.reduce(0) { $0 << 8 | Number($1) }
  }
}
