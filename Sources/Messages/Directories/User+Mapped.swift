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

extension User: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    writer.message(11, lastActivity)
    writer.moment(10, reactivatedAt)
    writer.moment(9, firstSeenAt)
    writer.moment(8, createdAt)
    writer.text(7, shadowedBy)
    writer.flag(6, isActive)
    writer.text(5, email)
    writer.text(4, displayName)
    writer.text(3, username)
    writer.text(2, externalID)
    writer.text(1, directory)
  }
}
