package import Cleanup

/// One login, proven and checked, that is to be written down.
package struct LoginOrder: Hashable, Sendable {
  /// Who logged in, and what is known of the user.
  package var login: VouchedLogin
  /// When; nil for the moment at which it is written down.
  package var time: Moment?
  /// What kind of login it was.
  package var kind: ActivityKind
  /// Who saw it.
  package var source: String
  /// Who tells of it.
  package var caller: Caller

  /// A login told of by a caller.
  package init(
    _ login: VouchedLogin, time: Moment? = nil, kind: ActivityKind = .ssoLogin, source: String,
    caller: Caller
  ) {
    self.login = login
    self.time = time
    self.kind = kind
    self.source = source
    self.caller = caller
  }

  /// What a report comes down to, once its proof was checked.
  package init(_ report: LoginReport, caller: Caller) {
    switch report.proof {
    // The caller's token is the proof.
    case .vouched(let login): self.login = login
    }
    time = report.time
    kind = report.kind
    source = report.source.isEmpty ? caller.tokenName : report.source
    self.caller = caller
  }

  /// Memory that the login takes while it waits, about.
  var weight: Int {
    login.claims.reduce(256) { sum, claim in
      claim.values.reduce(sum + claim.name.utf8.count + 64) { $0 + $1.utf8.count + 32 }
    }
  }
}
