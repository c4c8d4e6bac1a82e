package import Cleanup

/// The ID token behind a login: behind a reference, because few logins have one and all would carry it.
package final class LoginIdentity: Sendable {
  /// What it proves.
  package let proven: ProvenIdentity
  /// SHA-256 of the whole report and of who tells it, 32 bytes: a token proves this one login alone.
  package let reportHash: [UInt8]

  /// A token that was checked, and the report that it came with.
  package init(_ proven: ProvenIdentity, reportHash: [UInt8]) {
    self.proven = proven
    self.reportHash = reportHash
  }
}

extension LoginIdentity: Hashable {
  /// Whether both prove the same.
  package static func == (one: LoginIdentity, other: LoginIdentity) -> Bool {
    one.proven == other.proven && one.reportHash == other.reportHash
  }

  /// Feeds both parts to a hasher.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(proven)
    hasher.combine(reportHash)
  }
}
