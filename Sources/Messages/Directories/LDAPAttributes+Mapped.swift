internal import CMessages
package import Cleanup
internal import Protobuf

extension LDAPAttributes: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__LDAPAttributes> {
    dormouse__v1__ldapattributes__init
  }
  static var blank: LDAPAttributes { LDAPAttributes() }

  mutating func map(_ c: inout Dormouse__V1__LDAPAttributes, _ coder: inout WireCoder) {
    coder.text(&id, &c.id)
    coder.text(&username, &c.username)
    coder.text(&displayName, &c.display_name)
    coder.text(&email, &c.email)
    coder.text(&createdAt, &c.created_time)
    coder.text(&lastLogin, &c.last_login)
    coder.text(&groupName, &c.group_name)
    coder.text(&member, &c.member)
  }
}
