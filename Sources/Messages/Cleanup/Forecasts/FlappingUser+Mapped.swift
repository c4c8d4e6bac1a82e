internal import CMessages
package import Cleanup
internal import Protobuf

/// No threshold that spares the user is 0 on the wire.
extension FlappingUser: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__FlappingUser> {
    dormouse__v1__flapping_user__init
  }
  static var blank: FlappingUser {
    FlappingUser(
      directory: "", externalID: "", username: "", displayName: "", returns: 0,
      lastReturn: .unset)
  }

  mutating func map(_ c: inout Dormouse__V1__FlappingUser, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.text(&externalID, &c.external_id)
    coder.text(&username, &c.username)
    coder.text(&displayName, &c.display_name)
    coder.count(&returns, &c.return_count)
    coder.moment("last_return_time", &lastReturn, &c.last_return_time)
    var days = sparingDays ?? 0
    coder.count(&days, &c.sparing_days)
    sparingDays = days == 0 ? nil : days
  }
}
