internal import CMessages
internal import Protobuf

/// What was deleted with a directory.
package struct DeleteDirectoryResponse: DefaultedMessage {
  /// Users that it showed.
  package var users = 0
  /// Groups that it showed.
  package var groups = 0
  /// Users who were held and stay as they are.
  package var abandonedUsers = 0

  package init() {}
}

extension DeleteDirectoryResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DeleteDirectoryResponse> {
    dormouse__v1__delete_directory_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__DeleteDirectoryResponse, _ coder: inout WireCoder) {
    coder.count(&users, &c.user_count)
    coder.count(&groups, &c.group_count)
    coder.count(&abandonedUsers, &c.abandoned_user_count)
  }
}
