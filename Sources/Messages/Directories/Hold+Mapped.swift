internal import CMessages
package import Cleanup
internal import Protobuf

/// Rows stay inside: a hold that was read knows neither its user's row nor its group's.
extension Hold: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Hold> {
    dormouse__v1__hold__init
  }
  static var blank: Hold {
    Hold(
      id: "", user: UserID(rawValue: 0), effect: .deactivate, isWakeable: false,
      createdAt: .unset)
  }

  mutating func map(_ c: inout Dormouse__V1__Hold, _ coder: inout WireCoder) {
    coder.text(&id, &c.id)
    coder.effect("effect", &effect, &c.effect)
    coder.text(&groupName, &c.group)
    coder.flag(&isWakeable, &c.wakeable)
    coder.moment("create_time", &createdAt, &c.create_time)
    coder.text(&runID, &c.run_id)
  }
}

extension Hold: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    writer.text(6, runID)
    writer.moment(5, createdAt)
    writer.flag(4, isWakeable)
    writer.text(3, groupName)
    writer.text(2, effect.rawValue)
    writer.text(1, id)
  }
}
