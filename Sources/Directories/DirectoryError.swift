/// What kept a remote directory from doing what was asked.
///
/// Words of the directory itself are left out: they may hold anything.
package struct DirectoryError: Error, Hashable, Sendable {
  /// What kind of failure it is.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    /// Nobody answers there, or the connection broke.
    case unreachable
    /// It did not answer in time.
    case timedOut
    /// Its address may not be connected to, or not without encryption.
    case forbidden
    /// Its certificate is not trusted, or its TLS is too old.
    case untrusted
    /// It does not know the account, or not its secret.
    case unauthenticated
    /// The account may not do that.
    case insufficientRights
    /// The user or the group is not there, or the account may not see it.
    case notFound
    /// There is an account of the name, and it is closed.
    case accountClosed
    /// It did not list everything, or changed while it did.
    case incomplete
    /// It is busy, or was asked too often.
    case busy
    /// It answered something that is not of its protocol, or cannot be.
    case malformed
    /// Something of its settings cannot be used.
    case invalidSettings
    /// It refused otherwise, or failed.
    case refused
    /// Whoever asked gave up.
    case cancelled
  }

  /// What kind of failure it is.
  package var code: Code
  /// What happened, and what to do: whole sentences for people, without the directory's name.
  package var message: String

  /// A failure.
  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
