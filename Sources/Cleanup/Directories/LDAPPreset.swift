/// A kind of LDAP server, by which attributes and filters are chosen that are not named. Raw values are
/// stored.
package enum LDAPPreset: String, Hashable, Sendable, Codable, CaseIterable {
  /// OpenLDAP with `inetOrgPerson`, `groupOfNames` and the password policy overlay.
  case openLDAP
  /// Active Directory, and Samba in its place.
  case activeDirectory
  /// 389 Directory Server with its Account Policy plug-in.
  case directoryServer389
}
