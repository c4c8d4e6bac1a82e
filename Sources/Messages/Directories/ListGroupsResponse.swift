internal import CMessages
package import Cleanup
internal import Protobuf

/// A page of groups, by name.
package struct ListGroupsResponse: DefaultedMessage {
  /// The groups of this page.
  package var groups: [Group] = []
  /// Where the next page starts; empty on the last.
  package var nextPageToken = ""

  package init() {}
}

extension ListGroupsResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListGroupsResponse> {
    dormouse__v1__list_groups_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListGroupsResponse, _ coder: inout WireCoder) {
    coder.list("groups", &groups, &c.groups, &c.n_groups)
    coder.text(&nextPageToken, &c.next_page_token)
  }
}
