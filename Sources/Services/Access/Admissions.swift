internal import Cleanup
internal import Identity
internal import Storage
internal import Synchronization

/// Callers who were let in, each known again by the whole text that it presented, as long as nothing at
/// all is committed to the two databases that decide: whatever revokes a token is a commit, and the next
/// call is checked anew. That a token has not ended is looked at in each call.
final class Admissions: Sendable {
  /// Callers remembered at once; all are forgotten when there would be more.
  static let maxCount = 10_000

  /// A caller who was let in.
  final class Admission: Sendable {
    let presented: PresentedToken
    let tenant: Tenant
    let gate: TokenGate
    let token: AccessToken
    /// Versions of the databases, taken before the rows were read.
    let operatorsVersion: Int64
    let tenantVersion: Int64

    init(
      _ authorization: String, tenant: Tenant, gate: TokenGate, token: AccessToken,
      operatorsVersion: Int64, tenantVersion: Int64
    ) {
      presented = PresentedToken(authorization)
      self.tenant = tenant
      self.gate = gate
      self.token = token
      self.operatorsVersion = operatorsVersion
      self.tenantVersion = tenantVersion
    }
  }

  private let admissions = Mutex<[PresentedToken.Key: Admission]>([:])

  /// Who presented this text before and named the same tenant.
  func admission(_ authorization: String, tenantName: String) -> Admission? {
    guard let key = PresentedToken.Key(authorization),
      let known = admissions.withLock({ $0[key] }),
      known.presented.matches(authorization), known.tenant.name == tenantName
    else { return nil }
    return known
  }

  /// Remembers a caller who has just been let in.
  func remember(_ authorization: String, _ admission: Admission) {
    guard let key = PresentedToken.Key(authorization) else { return }
    admissions.withLock { admissions in
      if admissions.count >= Self.maxCount, admissions[key] == nil { admissions = [:] }
      admissions[key] = admission
    }
  }
}
