internal import CMessages
package import Cleanup
internal import Protobuf

extension ImportedUser: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ImportedUser> {
    dormouse__v1__imported_user__init
  }
  static var blank: ImportedUser { ImportedUser(externalID: "", username: "") }

  mutating func map(_ c: inout Dormouse__V1__ImportedUser, _ coder: inout WireCoder) {
    coder.text(&externalID, &c.external_id)
    coder.text(&username, &c.username)
    coder.text(&displayName, &c.display_name)
    coder.text(&email, &c.email)
    coder.moment("created_time", &createdAt, &c.created_time)
    mapLogin(&c, &coder)
    coder.texts(&groups, &c.groups, &c.n_groups)
    coder.wrapped(&isActive, &c.active)
  }

  /// No message is *unknown*, a message without a time is *never*.
  private mutating func mapLogin(
    _ c: inout Dormouse__V1__ImportedUser, _ coder: inout WireCoder
  ) {
    if !coder.isReading, lastLogin != .unknown {
      c.last_login = coder.arena.make(dormouse__v1__imported_login__init)
    }
    guard let login = c.last_login else {
      lastLogin = .unknown
      return
    }
    var time: Moment?
    if case .at(let moment) = lastLogin { time = moment }
    coder.moment("last_login.time", &time, &login.pointee.time)
    lastLogin = time.map { .at($0) } ?? .never
  }
}
