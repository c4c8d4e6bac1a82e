internal import CMessages
internal import Protobuf

/// Asks for a page of groups.
package struct ListGroupsRequest: DefaultedMessage {
  /// Most groups in the answer; 0 for the default.
  package var pageSize = 0
  /// Where to go on; empty for the first page.
  package var pageToken = ""
  /// Only of this directory; empty for all.
  package var directory = ""

  package init() {}
}

extension ListGroupsRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListGroupsRequest> {
    dormouse__v1__list_groups_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListGroupsRequest, _ coder: inout WireCoder) {
    coder.count(&pageSize, &c.page_size)
    coder.text(&pageToken, &c.page_token)
    coder.text(&directory, &c.directory)
  }
}
