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
  /// The token; nil when it does not have the form of one.
  let token: BearerToken?

  /// Reads the metadata; each key may occur once at most, and `authorization` must.
  init(_ metadata: Metadata) throws(Refusal) {
    let tenants = metadata.values(Self.tenantKey)
    guard tenants.count <= 1 else {
      throw Refusal(
        .invalidTenantHeader, "Send dormouse-tenant exactly once: it came \(tenants.count) times.")
    }
    let authorizations = metadata.values(Self.authorizationKey)
    guard authorizations.count == 1 else {
      throw Refusal(
        .invalidAuthorizationHeader,
        "Send authorization exactly once, with Bearer and a token: it came"
          + " \(authorizations.count) times.")
    }
    tenantName = tenants.first
    let value = authorizations[0]
    token =
      value.lowercased().hasPrefix(Self.scheme)
      ? BearerToken(String(value.dropFirst(Self.scheme.count))) : nil
  }
}
