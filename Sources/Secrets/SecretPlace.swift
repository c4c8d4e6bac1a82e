/// Where a secret belongs; sealed for one place, it cannot be opened for another.
package struct SecretPlace: Hashable, Sendable {
  /// Id of the tenant.
  package var tenant: String
  /// What it is a secret of, such as `directory/3`.
  package var subject: String

  /// The place of a secret.
  package init(tenant: String, subject: String) {
    self.tenant = tenant
    self.subject = subject
  }

  /// What AES-GCM authenticates beside the secret. Neither part can hold a NUL.
  var bytes: [UInt8] {
    Array("dormouse secret\0\(tenant)\0\(subject)".utf8)
  }
}
