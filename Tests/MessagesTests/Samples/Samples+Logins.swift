internal import Cleanup
internal import Messages

extension Samples {
  static let login = VouchedLogin(
    user: reference, claims: [Claim(name: "groups", values: ["a", "b"])])

  static let loginAnswer = LoginAnswer(
    outcome: .woken, user: reference, username: "ann", isActive: true,
    effects: [LoginEffect(.groupRestored, group: "members")],
    obstacles: [LoginObstacle(.adminGroup, group: "admins", directory: "users")])

  static let loginError = LoginError.with {
    $0.status = 8
    $0.reason = "TOO_MANY_LOGINS"
    $0.message = "Wait."
    $0.violations = [FieldViolation(field: "time", description: "is wrong")]
    $0.retryAfterSeconds = 1
  }

  static let directoryProvisioning = DirectoryProvisioning(
    directory: "users", createsUsers: true, updatesUsers: true, activatesUsers: true,
    defaultGroups: ["members"],
    attributes: [DirectoryProvisioning.AttributeMapping(claim: "mail", attribute: .email)],
    groups: [
      DirectoryProvisioning.GroupMapping(
        claim: "dept", value: "it", group: "engineers", isRemovedWhenGone: true)
    ])

  static let identityProvider = IdentityProvider(
    issuer: "https://id.example.org", audiences: ["c1", "c2"], algorithms: [.es256, .edDSA],
    userClaim: "email", directory: "users", clockSkewSeconds: 30)

  static let idTokenLogin = IDTokenLogin(token: "a.b.c", nonce: "n")

  static let provisioning = StoredProvisioning(
    provisioning: Provisioning(
      directories: [directoryProvisioning], seatLimit: 5, allowsAdminGroups: true,
      maxCreationsPerDay: 9, identityProviders: [identityProvider]),
    revision: 4, etag: "e4", updatedAt: time, updatedBy: "admin")

  static let logins: [any Sample] = [
    login, login.claims[0], loginAnswer, loginAnswer.effects[0], loginAnswer.obstacles[0],
    loginError, LoginResult.login(loginAnswer), LoginResult.error(loginError),
    directoryProvisioning, directoryProvisioning.attributes[0], directoryProvisioning.groups[0],
    provisioning, StoredProvisioning(provisioning: Provisioning(seatLimit: 0)),
    DirectoryProvisioning(directory: "users", activatesUsers: false), StoredProvisioning(),
    GetProvisioningRequest(), identityProvider, idTokenLogin,
    LoginReport(proof: .idToken(idTokenLogin), kind: .session),
    LoginReport(proof: .vouched(login), time: later, kind: .session, source: "gateway"),
    ConfigureProvisioningRequest.with {
      $0.provisioning = provisioning.provisioning
      $0.updateMask = [.directories, .seatLimit]
      $0.etag = "e4"
      $0.isValidateOnly = true
      $0.requestID = "r"
    },
  ]
}
