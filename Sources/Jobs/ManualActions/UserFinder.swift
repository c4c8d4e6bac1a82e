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
    try found(ref) { (reader, ref) throws(StorageError) in try reader.resolve(ref) }
  }

  /// The user with everything that hangs on it; refused likewise.
  package func details(_ ref: UserRef) throws(Refusal) -> UserDetails {
    try found(ref) { (reader, ref) throws(StorageError) in try reader.details(ref) }
  }

  private func found<Found>(
    _ ref: UserRef, _ look: (TenantReader, UserRef) throws(StorageError) -> UserMatch<Found>
  ) throws(Refusal) -> Found {
    if let violation = ref.violation { throw Refusal.invalid("user", violation) }
    switch try attempt({ () throws(StorageError) in try look(reader, ref) }) {
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
