internal import CMessages
package import Cleanup
internal import Protobuf

extension ImportSummary: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ImportUsersResponse> {
    dormouse__v1__import_users_response__init
  }
  static var blank: ImportSummary { ImportSummary(directory: "") }

  mutating func map(_ c: inout Dormouse__V1__ImportUsersResponse, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.count(&added, &c.added_count)
    coder.count(&updated, &c.updated_count)
    coder.count(&unchanged, &c.unchanged_count)
    coder.count(&vanished, &c.vanished_count)
    coder.count(&reverted, &c.reverted_count)
    coder.count(&users, &c.user_count)
    coder.count(&groups, &c.group_count)
    coder.number(&generation, &c.generation)
    coder.message("held_listing", &held, &c.held_listing)
    coder.message("released_listing", &released, &c.released_listing)
  }
}
