/// One login as it is told of.
package struct LoginReport: Hashable, Sendable {
  /// Kinds of activity that are logins.
  package static let kinds: [ActivityKind] = [.ssoLogin, .passwordLogin, .tokenUse, .session]

  /// How it is proven.
  package var proof: LoginProof
  /// When it was; nil means when it is written down. An ID token tells the time itself.
  package var time: Moment?
  /// What kind of login it was.
  package var kind: ActivityKind
  /// Who saw it; empty means the token that tells of it.
  package var source: String

  /// A login.
  package init(
    proof: LoginProof, time: Moment? = nil, kind: ActivityKind = .ssoLogin, source: String = ""
  ) {
    self.proof = proof
    self.time = time
    self.kind = kind
    self.source = source
  }

  /// What is wrong with the login when it is told of at a moment: every field by its path on the wire.
  package func violations(at now: Moment) -> [FieldViolation] {
    var found: [FieldViolation] = []
    switch proof {
    case .vouched(let login): found += login.violations.map { $0.inside("vouched") }
    case .idToken(let login):
      found += login.violations.map { $0.inside("id_token") }
      if time != nil {
        found.append(
          FieldViolation(
            field: "time", description: "is what the ID token says: leave it out"))
      }
    }
    if let time, time > now.advanced(bySeconds: LoginRules.clockSkewSeconds) {
      found.append(
        FieldViolation(
          field: "time",
          description: "lies more than \(LoginRules.clockSkewSeconds) s in the future:"
            + " set the clock, or leave the time out"))
    }
    if !Self.kinds.contains(kind) {
      let names = Self.kinds.map(\.name).joined(separator: ", ")
      found.append(FieldViolation(field: "kind", description: "must be one of \(names)"))
    }
    if let problem = textViolation(source, least: 0) {
      found.append(FieldViolation(field: "source", description: problem))
    }
    return found
  }
}
