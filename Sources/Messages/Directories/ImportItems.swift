internal import CMessages
package import Cleanup
internal import Protobuf

/// A batch of users and groups of an import.
package struct ImportItems: DefaultedMessage {
  /// Users; each external id once in the whole import.
  package var users: [ImportedUser] = []
  /// Groups and their nesting; each pair once in the whole import.
  package var groups: [ImportedGroup] = []

  package init() {}
}

extension ImportItems: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ImportItems> {
    dormouse__v1__import_items__init
  }
  mutating func map(_ c: inout Dormouse__V1__ImportItems, _ coder: inout WireCoder) {
    coder.list("users", &users, &c.users, &c.n_users)
    coder.list("groups", &groups, &c.groups, &c.n_groups)
  }
}
