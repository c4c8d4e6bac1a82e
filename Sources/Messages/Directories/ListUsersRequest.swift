internal import CMessages
internal import Protobuf

/// Asks for a page of users.
package struct ListUsersRequest: DefaultedMessage {
  /// Most users in the answer; 0 for the default.
  package var pageSize = 0
  /// Where to go on; empty for the first page.
  package var pageToken = ""
  /// Only of this directory; empty for all.
  package var directory = ""
  /// Only direct members of this group; empty for all.
  package var group = ""
  /// Only those whose username contains this text; empty for all.
  package var text = ""
  /// Only open, or only closed accounts; nil for both.
  package var active: ActiveFilter?

  package init() {}
}

extension ListUsersRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListUsersRequest> {
    dormouse__v1__list_users_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListUsersRequest, _ coder: inout WireCoder) {
    coder.count(&pageSize, &c.page_size)
    coder.text(&pageToken, &c.page_token)
    coder.text(&directory, &c.directory)
    coder.text(&group, &c.group)
    coder.text(&text, &c.text)
    coder.code("active", &active, &c.active)
  }
}
