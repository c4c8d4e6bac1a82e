internal import CMessages
internal import Cleanup
internal import Protobuf

extension WireCoder {
  /// How a directory is reached, which may be left out. Paths of fields begin with a prefix.
  mutating func remote(
    _ value: inout RemoteSettings?, _ c: inout Dormouse__V1__Directory, _ prefix: String = ""
  ) {
    switch (direction, value) {
    case (.reading, _):
      switch c.remote_case {
      case DORMOUSE__V1__DIRECTORY__REMOTE_LDAP:
        value = .ldap(read(c.ldap, named: "\(prefix)ldap"))
      case DORMOUSE__V1__DIRECTORY__REMOTE_SCIM:
        value = .scim(read(c.scim, named: "\(prefix)scim"))
      default: value = nil
      }
    case (.writing, .ldap(let settings)):
      c.remote_case = DORMOUSE__V1__DIRECTORY__REMOTE_LDAP
      c.ldap = build(settings)
    case (.writing, .scim(let settings)):
      c.remote_case = DORMOUSE__V1__DIRECTORY__REMOTE_SCIM
      c.scim = build(settings)
    case (.writing, nil): break
    }
  }
}
