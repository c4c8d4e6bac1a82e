internal import Cleanup
internal import Directories
internal import LDAP

extension LDAPEntry {
  /// The first value of the first attribute that has one; nil when none has.
  func firstText(of attributes: [String], _ kind: EntryKind) throws(DirectoryError) -> String? {
    for name in attributes {
      guard let value = values(of: name).first else { continue }
      guard let text = String(utf8: value) else {
        throw .unusable(name, of: kind)
      }
      if !text.isEmpty { return text }
    }
    return nil
  }

  /// The id that never changes.
  func id(_ attribute: String, of kind: EntryKind) throws(DirectoryError) -> String {
    guard let value = values(of: attribute).first, !value.isEmpty else {
      throw .missing(attribute, of: kind)
    }
    let name = "objectguid"
    let isBinary = attribute.utf8.count == name.utf8.count && attribute.lowercased() == name
    let text = isBinary ? BinaryID.guid(Array(value)) : String(utf8: value)
    guard let text, text.utf8.count <= ImportedUser.maxTextBytes else {
      throw .unusable(attribute, of: kind)
    }
    return text
  }

  /// What groups call the entry in their lists of members.
  func locator() throws(DirectoryError) -> String {
    guard let key = LDAPName.key(name), !key.isEmpty else {
      throw DirectoryError(
        .malformed, "The server gave an entry under something that is no distinguished name.")
    }
    return key
  }
}
