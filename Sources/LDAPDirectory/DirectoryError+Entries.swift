internal import Cleanup
internal import Directories
internal import LDAP

extension DirectoryError {
  /// An entry lacks what it has to have.
  static func missing(_ attribute: String, of kind: EntryKind) -> DirectoryError {
    DirectoryError(
      .incomplete,
      "A \(kind.word) has no \(attribute) that bind_name may read: give the account the right to read it, "
        + "or leave such entries out by adding (\(attribute)=*) to \(kind.filterField), or name another "
        + "attribute in attributes.")
  }

  /// What an entry has cannot be used.
  static func unusable(_ attribute: String, of kind: EntryKind) -> DirectoryError {
    DirectoryError(
      .malformed,
      "A \(kind.word) has something in \(attribute) that cannot be used: correct it in the directory, leave "
        + "the entry out by \(kind.filterField), or name another attribute in attributes. Texts have at "
        + "most \(ImportedUser.maxTextBytes) bytes, and times are those of LDAP.")
  }

  /// What an import does not take of a user.
  static func unusable(_ violation: FieldViolation, _ schema: LDAPSchema) -> DirectoryError {
    switch violation.field {
    case "external_id": unusable(schema.id, of: .user)
    case "username": unusable(schema.username, of: .user)
    case "display_name": unusable(schema.displayName.joined(separator: " or "), of: .user)
    case "email": unusable(schema.email.joined(separator: " or "), of: .user)
    default:
      DirectoryError(.malformed, "A user's \(violation.field) cannot be used.")
    }
  }

  /// The directory changed while it was listed.
  static let changed = DirectoryError(
    .incomplete, "The directory changed while it was listed: list it again.")

  /// An entry was gone when it was to be changed.
  static let moved = DirectoryError(
    .busy, "Somebody else moved or deleted the entry while it was to be changed: try again.")
}
