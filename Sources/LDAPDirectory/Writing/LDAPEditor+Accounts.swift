internal import Cleanup
internal import Directories
internal import LDAP

extension LDAPEditor {
  /// What an account is closed with for good: a time that no password policy would set.
  private static let closedForGood = "000001010000Z"

  /// Opens or closes an account; false when it is so already.
  func setActive(_ isActive: Bool, of id: String) async throws(DirectoryError) -> Bool {
    let reader = UserReader(schema: schema, absentLogin: .unknown)
    let attribute = schema.state.attribute
    let entry = try await required(id, .user, schema.state.attributes)
    if try reader.isActive(entry) == isActive { return false }
    try await session.modify(
      entry.name, try change(to: isActive, entry), while: .changing(attribute, .user))
    let now = try await required(id, .user, schema.state.attributes)
    try verify(try reader.isActive(now) == isActive)
    return true
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
      if isActive, entry.value(of: attribute) == nil {
        throw DirectoryError(
          .refused, "The account is closed by a role: take the user out of it in the server.")
      }
      return [LDAPModification(.replace, attribute, isActive ? [] : ["true"])]
    }
  }
}
