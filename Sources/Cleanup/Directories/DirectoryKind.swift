/// What a directory is. Raw values are stored.
package enum DirectoryKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Kept in the tenant's own database and filled by imports.
  case embedded
  /// An LDAP server: OpenLDAP, Active Directory, 389 Directory Server.
  case ldap
  /// A SCIM 2.0 service.
  case scim
}
