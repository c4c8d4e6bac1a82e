internal import Cleanup
internal import Identity
internal import Jobs
internal import Messages
internal import Reach
internal import Storage
internal import Web

extension LoginsService {
  @Sendable
  func configureProvisioning(
    _ request: ConfigureProvisioningRequest, _ call: TenantCall
  ) async throws(Refusal) -> StoredProvisioning {
    try await call.change(
      Methods.Logins.configureProvisioning, request, requestID: request.requestID,
      isRehearsal: request.isValidateOnly
    ) { (writer) throws(Refusal) in
      let stored = try attempt { () throws(StorageError) in try writer.reader.provisioning() }
      if !request.etag.isEmpty, request.etag != stored?.etag {
        throw Refusal(
          .staleETag,
          "Provisioning changed since it was read: read it again and change that one.")
      }
      let settings = try Self.updated(stored?.provisioning, by: request)
      let names = ProvisioningNames(settings, writer.reader)
      let violations =
        try settings.violations + names.violations() + unreachable(settings.identityProviders)
      guard violations.isEmpty else {
        throw Refusal.invalid(violations.map { $0.inside("provisioning") })
      }
      return try attempt { () throws(StorageError) in
        let new = try writer.putProvisioning(settings, by: call.caller.tokenName, at: call.now)
        for provider in stored?.provisioning.identityProviders ?? []
        where settings.identityProvider(provider.issuer) == nil {
          try writer.forgetIdentities(of: provider.issuer)
        }
        try writer.audit(
          .provisioningConfigured(from: stored, to: new, by: call.caller, at: call.now))
        return new
      }
    }
  }

  @Sendable
  func getProvisioning(
    _ request: GetProvisioningRequest, _ call: TenantCall
  ) async throws(Refusal) -> StoredProvisioning {
    let stored = try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in try reader.provisioning() }
    }
    return stored ?? StoredProvisioning()
  }

  /// The providers at addresses that nobody may reach, as far as that can be seen without asking.
  private func unreachable(_ providers: [IdentityProvider]) -> [FieldViolation] {
    providers.enumerated().compactMap { index, provider in
      targets.problem(ofURL: provider.issuer).map {
        FieldViolation(field: "identity_providers[\(index)].issuer", description: $0)
      }
    }
  }

  /// The settings that a request asks for, over what is stored.
  private static func updated(
    _ stored: Provisioning?, by request: ConfigureProvisioningRequest
  ) throws(Refusal) -> Provisioning {
    if let mask = request.updateMask, !mask.isEmpty {
      return (stored ?? Provisioning()).updating(mask, from: request.provisioning)
    }
    guard stored == nil else {
      throw Refusal(
        .emptyUpdateMask, "Provisioning is stored: name the fields to change in update_mask.",
        violations: [FieldViolation(field: "update_mask", description: "must name a field")])
    }
    return request.provisioning
  }
}
