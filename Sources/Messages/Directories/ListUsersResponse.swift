internal import CMessages
package import Cleanup
internal import Protobuf

/// A page of users, by username.
package struct ListUsersResponse: DefaultedMessage {
  /// The users of this page.
  package var users: [User] = []
  /// Where the next page starts; empty on the last.
  package var nextPageToken = ""

  package init() {}
}

extension ListUsersResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListUsersResponse> {
    dormouse__v1__list_users_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListUsersResponse, _ coder: inout WireCoder) {
    coder.list("users", &users, &c.users, &c.n_users)
    coder.text(&nextPageToken, &c.next_page_token)
  }
}
