internal import Cleanup
internal import Jobs
internal import Storage

extension JobTenant {
  /// The provider of all tests.
  static let issuer = "https://id.example.org"

  /// Tells of a login that an ID token proves; `token` stands for the token, and `report` for the rest
  /// of the report.
  func prove(
    _ subject: String, as username: String?, token: UInt8, report: UInt8 = 0,
    claims: [Claim] = [], directory: String = "", issuer: String = issuer,
    issuedSeconds: Int64 = -1, expiresSeconds: Int64 = 300, clockSeconds: Int64 = 0
  ) async throws -> LoginAnswer {
    let proven = ProvenIdentity(
      issuer: issuer, subject: subject, username: username, claims: claims,
      issuedAt: now.advanced(bySeconds: issuedSeconds),
      expiresAt: now.advanced(bySeconds: expiresSeconds),
      tokenHash: [UInt8](repeating: token, count: 32))
    let order = LoginOrder(
      LoginIdentity(proven, reportHash: [UInt8](repeating: report, count: 32)),
      by: IdentityProvider(issuer: issuer, directory: directory),
      of: LoginReport(proof: .idToken(IDTokenLogin(token: ""))), caller: Self.caller)
    return try await LoginQueues(clock: clock(afterSeconds: clockSeconds), logger: .quiet)
      .submit(order, in: lease).answer()
  }
}
