internal import Foundation

/// A URL taken apart.
struct WebTarget: Hashable, Sendable {
  /// The URL as it was given.
  let url: String
  /// The host, an IPv6 address without brackets.
  let host: String
  /// Whether it is asked over TLS.
  let isEncrypted: Bool

  /// Takes a URL apart that begins with `https://` or `http://`.
  init(_ url: String) throws(IdentityError) {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme,
      ["https", "http"].contains(scheme), var host = parts.host, !host.isEmpty,
      parts.user == nil, parts.password == nil
    else { throw .unavailable("the provider names a URL that is none of HTTPS") }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    self.url = url
    self.host = host
    isEncrypted = scheme == "https"
  }

  /// How messages call it.
  var name: String { "the identity provider's \(host)" }
}
