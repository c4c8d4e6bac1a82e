internal import CMessages
package import Cleanup
internal import Protobuf

extension PolicyScope: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Scope> {
    dormouse__v1__scope__init
  }
  static var blank: PolicyScope { PolicyScope() }

  mutating func map(_ c: inout Dormouse__V1__Scope, _ coder: inout WireCoder) {
    coder.texts(&directories, &c.directories, &c.n_directories)
    coder.texts(&groups, &c.groups, &c.n_groups)
  }
}
