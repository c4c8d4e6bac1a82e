package import Cleanup
package import Storage

/// Finds the one user that a reference names.
package struct UserFinder {
  private let reader: TenantReader

  /// A finder over a tenant.
  package init(_ reader: TenantReader) {
    self.reader = reader
  }

  /// The user; refused with a remedy when nobody or more than one is named.
  package func user(_ ref: UserRef) throws(Refusal) -> User {
    if let violation = ref.violation { throw Refusal.invalid("user", violation) }
    switch try attempt({ () throws(StorageError) in try reader.resolve(ref) }) {
    case .found(let user): return user
    case .notFound:
      throw Refusal(
        .userNotFound, "\"\(ref.label)\" names nobody: check the name and the directory")
    case .ambiguous(let directories):
      let names = directories.joined(separator: ", ")
      throw Refusal(
        .ambiguousUser,
        "\"\(ref.label)\" stands in several directories (\(names)): name one of them")
    }
  }
}
