internal import Cleanup
internal import Directories
internal import LDAP

/// The values of a new entry, by their attributes, whose names may be in any case.
struct NewValues: Sendable {
  private var names: [String] = []
  private var values: [String: [String]] = [:]

  /// Gives an attribute its values, in place of those that it has.
  mutating func set(_ attribute: String, _ texts: [String]) {
    let key = attribute.lowercased()
    if values.updateValue(texts, forKey: key) == nil { names.append(attribute) }
  }

  /// Sets what people read and write to, where it is known.
  mutating func setContact(of user: RemoteNewUser, _ schema: LDAPSchema) {
    if !user.displayName.isEmpty { set(schema.displayName[0], [user.displayName]) }
    if !user.email.isEmpty { set(schema.email[0], [user.email]) }
  }

  /// What adds them.
  var modifications: [LDAPModification] {
    names.map { LDAPModification(.add, $0, values[$0.lowercased()] ?? []) }
  }
}
