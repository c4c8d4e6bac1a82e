internal import CMessages
package import Cleanup
internal import Protobuf

extension AdminProtection: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Protection> {
    dormouse__v1__protection__init
  }
  static var blank: AdminProtection { AdminProtection() }

  mutating func map(_ c: inout Dormouse__V1__Protection, _ coder: inout WireCoder) {
    coder.texts(&adminGroups, &c.admin_groups, &c.n_admin_groups)
    coder.wrapped(&minAdmins, &c.min_admins)
  }
}
