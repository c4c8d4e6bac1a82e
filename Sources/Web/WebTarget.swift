internal import Foundation
internal import Reach

/// A URL taken apart, as the one who connects takes it apart: the host whose address is checked is the
/// one that is connected to only if both call it by the same name.
package struct WebTarget: Hashable, Sendable {
  /// The URL as it was given.
  package let url: String
  /// The host, an IPv6 address without brackets, a name of other letters in its form for name servers.
  package let host: String
  /// Whether it is asked over TLS.
  package let isEncrypted: Bool

  /// Takes a URL apart that begins with `https://` or `http://`.
  package init(_ url: String) throws(WebFailure) {
    guard let parts = URL(string: url), let scheme = parts.scheme,
      ["https", "http"].contains(scheme), var host = parts.host, !host.isEmpty,
      parts.user == nil, parts.password == nil
    else { throw .invalidURL }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard host.utf8.allSatisfy(Self.isOfNames) || NetworkAddress(host) != nil else {
      throw .invalidHost
    }
    self.url = url
    self.host = host
    isEncrypted = scheme == "https"
  }

  private static func isOfNames(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
