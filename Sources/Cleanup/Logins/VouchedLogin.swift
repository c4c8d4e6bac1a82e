/// A login that the calling service itself vouches for: who it was, and what is known of the user.
package struct VouchedLogin: Hashable, Sendable {
  /// Most claims of a login.
  package static let maxClaims = 50
  /// Most values of all claims of a login.
  package static let maxClaimValues = 1000

  /// Who logged in. A username without a directory means the first directory that has it.
  package var user: UserRef
  /// What is known of the user; a claim that is left out is one that the user does not have.
  package var claims: [Claim]

  /// A login of a user with claims.
  package init(user: UserRef, claims: [Claim] = []) {
    self.user = user
    self.claims = claims
  }

  /// What is wrong with the login, each field by its path inside it.
  package var violations: [FieldViolation] {
    var found: [FieldViolation] = []
    if let problem = user.violation {
      found.append(FieldViolation(field: "user", description: problem))
    }
    if let problem = textViolation(user.username, least: 0) {
      found.append(FieldViolation(field: "user.username", description: problem))
    }
    if let problem = textViolation(user.externalID, least: 0) {
      found.append(FieldViolation(field: "user.external_id", description: problem))
    }
    if !claims.isEmpty { found += claimViolations }
    return found
  }

  private var claimViolations: [FieldViolation] {
    var found: [FieldViolation] = []
    let values = claims.reduce(0) { $0 + $1.values.count }
    if claims.count > Self.maxClaims || values > Self.maxClaimValues {
      found.append(
        FieldViolation(
          field: "claims",
          description: "must be at most \(Self.maxClaims) with \(Self.maxClaimValues) values in all"
        ))
      return found
    }
    for (index, claim) in claims.enumerated() {
      if let problem = textViolation(claim.name, least: 1) {
        found.append(FieldViolation(field: "claims[\(index)].name", description: problem))
      }
      for (place, value) in claim.values.enumerated() {
        guard let problem = textViolation(value, least: 0) else { continue }
        found.append(
          FieldViolation(field: "claims[\(index)].values[\(place)]", description: problem))
      }
    }
    return found
  }
}
