internal import CMessages
package import Cleanup
internal import Protobuf

/// A user in a list. Rows stay inside: a user that was read has row 0.
extension User: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__User> {
    dormouse__v1__user__init
  }
  static var blank: User {
    User(
      id: UserID(rawValue: 0), directory: "", externalID: "", username: "", firstSeenAt: .unset)
  }

  mutating func map(_ c: inout Dormouse__V1__User, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.text(&externalID, &c.external_id)
    coder.text(&username, &c.username)
    coder.text(&displayName, &c.display_name)
    coder.text(&email, &c.email)
    coder.flag(&isActive, &c.active)
    coder.text(&shadowedBy, &c.shadowed_by)
    coder.moment("created_time", &createdAt, &c.created_time)
    coder.moment("first_seen_time", &firstSeenAt, &c.first_seen_time)
    coder.moment("reactivated_time", &reactivatedAt, &c.reactivated_time)
    coder.defaulted("last_activity", &lastActivity, &c.last_activity)
  }
}
