internal import Cleanup
internal import Directories
internal import LDAP

extension LDAPEditor {
  /// What an account is closed with for good: a time that no password policy would set.
  private static let closedForGood = "000001010000Z"

  /// Whether an account is open.
  func isActive(_ id: String) async throws(DirectoryError) -> Bool {
    try UserReader(schema: schema, absentLogin: .unknown)
      .isActive(try await required(id, .user, schema.state.attributes))
  }

  /// Opens or closes an account; false when it is so already.
  func setActive(_ isActive: Bool, of id: String) async throws(DirectoryError) -> Bool {
    let reader = UserReader(schema: schema, absentLogin: .unknown)
    let attribute = schema.state.attribute
    return try await reach { (entry: LDAPEntry) throws(DirectoryError) in
      try reader.isActive(entry) == isActive
    } read: { () throws(DirectoryError) in
      try await required(id, .user, schema.state.attributes)
    } change: { (entry) throws(DirectoryError) in
      try await session.modify(
        entry.name, try change(to: isActive, entry), while: .changing(attribute, .user))
    }
  }

  private func change(
    to isActive: Bool, _ entry: LDAPEntry
  ) throws(DirectoryError) -> [LDAPModification] {
    let attribute = schema.state.attribute
    switch schema.state {
    case .lockedTime:
      return [LDAPModification(.replace, attribute, isActive ? [] : [Self.closedForGood])]
    case .accountControl:
      guard let text = entry.text(of: attribute), let flags = Int64(text) else {
        throw .unusable(attribute, of: .user)
      }
      // Together they fail where another program has changed the flags meanwhile.
      let changed = isActive ? flags & ~2 : flags | 2
      return [
        LDAPModification(.delete, attribute, [text]),
        LDAPModification(.add, attribute, [String(changed)]),
      ]
    case .accountLock:
      // The server shows the lock of a role as if it were the account's own.
      let reader = UserReader(schema: schema, absentLogin: .unknown)
      if isActive, try reader.isLockedByRole(entry) {
        throw DirectoryError(
          .refused, "The account is closed by a role: take the user out of it in the server.")
      }
      return [LDAPModification(.replace, attribute, isActive ? [] : ["true"])]
    }
  }
}
