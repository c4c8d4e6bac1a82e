internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension CleanupService {
  @Sendable
  func configure(
    _ request: ConfigureRequest, _ call: TenantCall
  ) async throws(Refusal) -> ConfigureResponse {
    try await call.change(
      Methods.Cleanup.configure, request, requestID: request.requestID,
      isRehearsal: request.isValidateOnly
    ) { (writer) throws(Refusal) in
      let stored = try attempt { () throws(StorageError) in try writer.reader.policy() }
      if !request.etag.isEmpty, request.etag != stored?.etag {
        throw Refusal(
          .staleETag, "The policy changed since it was read: read it again and change that one.")
      }
      let policy = try Self.updated(stored?.policy, by: request)
      let names = PolicyNames(policy, in: writer.reader)
      let violations = try policy.violations + names.violations()
      guard violations.isEmpty else {
        throw Refusal.invalid(violations.map { $0.inside("policy") })
      }
      let warnings = try names.warnings()
      return try attempt { () throws(StorageError) in
        let new = try writer.putPolicy(policy, by: call.caller.tokenName, at: call.now)
        try writer.audit(.policyConfigured(from: stored, to: new, by: call.caller, at: call.now))
        return ConfigureResponse(policy: new, warnings: warnings)
      }
    }
  }

  @Sendable
  func getPolicy(
    _ request: GetPolicyRequest, _ call: TenantCall
  ) async throws(Refusal) -> StoredPolicy {
    let policy = try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in try reader.policy() }
    }
    guard let policy else {
      throw Refusal(.policyNotConfigured, "No policy is stored: configure one.")
    }
    return policy
  }

  /// The policy that a request asks for, over what is stored.
  private static func updated(
    _ stored: Policy?, by request: ConfigureRequest
  ) throws(Refusal) -> Policy {
    guard let stored else { return try first(request) }
    guard let mask = request.updateMask, !mask.isEmpty else {
      throw Refusal(
        .emptyUpdateMask, "A policy is stored: name the fields to change in update_mask.",
        violations: [FieldViolation(field: "update_mask", description: "must name a field")])
    }
    return stored.updating(mask, from: request.policy)
  }

  /// The first policy of a tenant; fields outside the mask keep their defaults.
  private static func first(_ request: ConfigureRequest) throws(Refusal) -> Policy {
    guard let mask = request.updateMask, !mask.isEmpty else { return request.policy }
    let named = Set(mask)
    var violations: [FieldViolation] = []
    if named.isDisjoint(with: [.action, .group]) {
      violations.append(
        FieldViolation(
          field: "policy.action", description: "must be set, because no policy is stored yet"))
    }
    if !named.contains(.inactiveAfterDays) {
      violations.append(
        FieldViolation(
          field: "policy.inactive_after_days",
          description: "must be set, because no policy is stored yet"))
    }
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
    let blank = Policy(
      action: request.policy.action, inactiveAfterDays: request.policy.inactiveAfterDays)
    return blank.updating(mask, from: request.policy)
  }
}
