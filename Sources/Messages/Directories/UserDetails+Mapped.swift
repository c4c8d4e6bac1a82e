internal import CMessages
package import Cleanup
internal import Protobuf

/// The same message as a user in a list, with what only `GetUser` fills.
extension UserDetails: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__User> {
    dormouse__v1__user__init
  }
  static var blank: UserDetails {
    UserDetails(user: .blank, memberships: [], signals: [], holds: [])
  }

  mutating func map(_ c: inout Dormouse__V1__User, _ coder: inout WireCoder) {
    user.map(&c, &coder)
    coder.list("memberships", &memberships, &c.memberships, &c.n_memberships)
    coder.list("signals", &signals, &c.signals, &c.n_signals)
    coder.list("holds", &holds, &c.holds, &c.n_holds)
  }
}

extension UserDetails: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    writer.list(14, holds)
    writer.list(13, signals)
    writer.list(12, memberships)
    user.write(to: &writer)
  }
}
