package import Cleanup

/// One login, proven and checked, that is to be written down.
package struct LoginOrder: Hashable, Sendable {
  private static let leastWeight = 256

  /// Who logged in, and what is known of the user.
  package var login: VouchedLogin
  /// When; nil for the moment at which it is written down.
  package var time: Moment?
  /// What kind of login it was.
  package var kind: ActivityKind
  /// Who saw it, and who tells of it.
  package var origin: LoginOrigin
  /// The ID token that proves it; nil when the caller vouches for it.
  package var identity: LoginIdentity?

  /// A login of an origin.
  package init(
    _ login: VouchedLogin, time: Moment? = nil, kind: ActivityKind = .ssoLogin,
    from origin: LoginOrigin
  ) {
    self.login = login
    self.time = time
    self.kind = kind
    self.origin = origin
  }

  /// A login told of by a caller.
  package init(
    _ login: VouchedLogin, time: Moment? = nil, kind: ActivityKind = .ssoLogin, source: String,
    caller: Caller
  ) {
    self.init(login, time: time, kind: kind, from: LoginOrigin(source: source, caller: caller))
  }

  /// A report that an ID token proves, of a provider as the tenant has configured it.
  package init(
    _ identity: LoginIdentity, by provider: IdentityProvider, of report: LoginReport,
    caller: Caller
  ) {
    let proven = identity.proven
    self.init(
      VouchedLogin(
        user: UserRef(directory: provider.directory, username: proven.username ?? ""),
        claims: proven.claims),
      time: proven.issuedAt, kind: report.kind,
      source: report.source.isEmpty ? proven.issuer : report.source, caller: caller)
    self.identity = identity
  }

  /// Who saw it.
  package var source: String { origin.source }
  /// Who tells of it.
  package var caller: Caller { origin.caller }

  /// Gives memory that logins take while they wait, about, for each by itself, as long as it is wanted.
  static func weights(of orders: ArraySlice<LoginOrder>, _ body: (Int) -> Bool) {
    // Read in its place, lest each is copied.
    orders.withUnsafeBufferPointer { orders in
      for index in orders.indices {
        let isLight = orders[index].login.claims.isEmpty && orders[index].identity == nil
        if !body(isLight ? leastWeight : orders[index].fullWeight) { return }
      }
    }
  }

  private var fullWeight: Int {
    login.claims.reduce(identity == nil ? Self.leastWeight : 1024) { sum, claim in
      claim.values.reduce(sum + claim.name.utf8.count + 64) { $0 + $1.utf8.count + 32 }
    }
  }
}
