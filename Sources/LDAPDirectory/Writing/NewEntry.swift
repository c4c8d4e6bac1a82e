internal import Cleanup
internal import Directories
internal import LDAP

/// An entry that is to be added.
struct NewEntry: Sendable {
  /// Its distinguished name.
  let name: String
  /// The values of its attributes.
  let attributes: [LDAPModification]

  /// The entry of a person (`inetOrgPerson`, RFC 2798). It has no password, so nobody can log in with it yet.
  init(person user: RemoteNewUser, _ schema: LDAPSchema) {
    let called = user.displayName.isEmpty ? user.username : user.displayName
    var values = NewValues()
    values.set("objectClass", ["top", "person", "organizationalPerson", "inetOrgPerson"])
    values.set(schema.username, [user.username])
    values.set("cn", [called])
    values.set("sn", [Self.surname(called)])
    values.setContact(of: user, schema)
    name = Self.name(schema.username, user.username, schema)
    attributes = values.modifications
  }

  /// The entry of an account in Active Directory: open, with a password that nobody knows, since an account
  /// without any is none that it opens. It is called by its login name, for names for people are not unique.
  init(account user: RemoteNewUser, _ schema: LDAPSchema) {
    var values = NewValues()
    values.set("objectClass", ["top", "person", "organizationalPerson", "user"])
    values.set(schema.username, [user.username])
    values.set("cn", [user.username])
    values.set("userAccountControl", [String(Self.normalAccount)])
    values.setContact(of: user, schema)
    if !user.displayName.isEmpty { values.set("sn", [Self.surname(user.displayName)]) }
    name = Self.name("cn", user.username, schema)
    attributes =
      values.modifications + [LDAPModification(.add, "unicodePwd", [WindowsPassword.random()])]
  }

  /// `NORMAL_ACCOUNT`, without the bit that closes it.
  private static let normalAccount = 512

  private static func name(_ attribute: String, _ value: String, _ schema: LDAPSchema) -> String {
    "\(attribute)=\(LDAPName.escaped(value)),\(schema.userBase)"
  }

  /// The last word of a name, which a person has to have.
  private static func surname(_ name: String) -> String {
    name.split(separator: " ").last.map(String.init) ?? name
  }
}
