package import Cleanup

/// The ID token behind a login.
package struct LoginIdentity: Hashable, Sendable {
  /// What it proves.
  package var proven: ProvenIdentity
  /// SHA-256 of the whole report and of who tells it, 32 bytes: a token proves this one login alone.
  package var reportHash: [UInt8]

  /// A token that was checked, and the report that it came with.
  package init(_ proven: ProvenIdentity, reportHash: [UInt8]) {
    self.proven = proven
    self.reportHash = reportHash
  }
}
