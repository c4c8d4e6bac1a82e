internal import Cleanup
internal import Identity
internal import RPC

/// What the metadata of a call says of its caller and its tenant.
struct Credentials {
  private static let tenantKey = "dormouse-tenant"
  private static let authorizationKey = "authorization"
  private static let scheme = "bearer "

  /// The tenant's name; nil when the call names none.
  let tenantName: String?
  /// The value of `authorization`; nil when the caller's certificate stands in its place.
  let authorization: String?
  /// The name in the caller's certificate, when that is all that it shows: where there is a token,
  /// the token alone counts.
  let client: ClientName?

  /// Reads the metadata; each key may occur once at most, and `authorization` must unless the
  /// caller has shown a certificate with a name.
  init(_ context: some CallHead) throws(Refusal) {
    let metadata = context.metadata
    let tenants = metadata.values(Self.tenantKey)
    guard tenants.count <= 1 else {
      throw Refusal(
        .invalidTenantHeader, "Send dormouse-tenant exactly once: it came \(tenants.count) times.")
    }
    tenantName = tenants.first
    let authorizations = metadata.values(Self.authorizationKey)
    if authorizations.isEmpty, let client = context.peer.clientName.flatMap({ ClientName($0) }) {
      self.client = client
      authorization = nil
      return
    }
    client = nil
    guard authorizations.count == 1 else {
      throw Refusal(
        .invalidAuthorizationHeader,
        "Send authorization exactly once, with Bearer and a token: it came"
          + " \(authorizations.count) times.")
    }
    authorization = authorizations[0]
  }

  /// The token; nil when there is none that has the form of one.
  var token: BearerToken? {
    // The scheme is ASCII, so that its bytes are its characters.
    guard let value = authorization?.utf8 else { return nil }
    let scheme = Substring(value.prefix(Self.scheme.utf8.count)).lowercased()
    return scheme == Self.scheme
      ? BearerToken(String(Substring(value.dropFirst(Self.scheme.utf8.count)))) : nil
  }
}
