internal import CMessages
package import Cleanup
internal import Protobuf

extension PolicyExceptions: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Exceptions> {
    dormouse__v1__exceptions__init
  }
  static var blank: PolicyExceptions { PolicyExceptions() }

  mutating func map(_ c: inout Dormouse__V1__Exceptions, _ coder: inout WireCoder) {
    coder.texts(&groups, &c.groups, &c.n_groups)
    coder.texts(&directories, &c.directories, &c.n_directories)
    coder.list("users", &users, &c.users, &c.n_users)
    coder.texts(&usernamePatterns, &c.username_patterns, &c.n_username_patterns)
  }
}
