internal import LDAP

/// What is left to read of a group.
enum GroupRest: Sendable {
  /// Members that came with the group and were not given out yet.
  case values(Slice<LDAPValues>, of: String, group: String)
  /// Members behind those that came with it: what to ask of which entry for the values of an attribute.
  case range(String, of: String, entry: String, group: String)
  /// Those whose primary group it is, by its number.
  case primary(UInt32, group: String, after: LDAPCookie?)
}
