package import Cleanup

extension Methods {
  /// The service `dormouse.v1.Logins`.
  package enum Logins {
    static let service = "dormouse.v1.Logins"

    /// Tells of one login, which wakes its user.
    package static let reportLogin = Method<LoginReport, LoginAnswer>(
      service, "ReportLogin", .unary, .safely)
    /// Tells of many logins, each answered in its turn.
    package static let reportLogins = Method<LoginReport, LoginResult>(
      service, "ReportLogins", .bidirectional, .safely)
    /// Sets what a login may do beyond waking its user.
    package static let configureProvisioning = Method<
      ConfigureProvisioningRequest, StoredProvisioning
    >(service, "ConfigureProvisioning", .unary, .withRequestID)
    /// Reads what a login may do.
    package static let getProvisioning = Method<GetProvisioningRequest, StoredProvisioning>(
      service, "GetProvisioning", .unary, .safely)
  }
}
