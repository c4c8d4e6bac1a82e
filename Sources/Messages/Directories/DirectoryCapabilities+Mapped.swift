internal import CMessages
package import Cleanup
internal import Protobuf

extension DirectoryCapabilities: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Capabilities> {
    dormouse__v1__capabilities__init
  }
  static var blank: DirectoryCapabilities { DirectoryCapabilities() }

  mutating func map(_ c: inout Dormouse__V1__Capabilities, _ coder: inout WireCoder) {
    coder.flag(&deactivate, &c.deactivate)
    coder.flag(&editGroups, &c.edit_groups)
    coder.flag(&createUsers, &c.create_users)
    coder.flag(&reportActivity, &c.report_activity)
    coder.flag(&nestedGroups, &c.nested_groups)
  }
}
