internal import CMessages
package import Cleanup
internal import Protobuf

extension AuditRecord: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__AuditEvent> {
    dormouse__v1__audit_event__init
  }
  static var blank: AuditRecord {
    AuditRecord(
      sequence: 0, event: AuditEvent(time: .unset, caller: nil, action: "", subject: ""),
      hash: .beginning)
  }

  mutating func map(_ c: inout Dormouse__V1__AuditEvent, _ coder: inout WireCoder) {
    coder.number(&sequence, &c.sequence)
    coder.moment("time", &event.time, &c.time)
    coder.message("actor", &event.caller, &c.actor)
    coder.text(&event.action, &c.action)
    coder.text(&event.subject, &c.subject)
    coder.text(&event.before, &c.before)
    coder.text(&event.after, &c.after)
    coder.hash("hash", &hash, &c.hash)
  }
}

extension WireCoder {
  /// A hash in hexadecimal digits.
  mutating func hash(
    _ field: String, _ value: inout AuditHash, _ c: inout UnsafeMutablePointer<CChar>?
  ) {
    var digits = value.hexadecimal
    text(&digits, &c)
    guard isReading else { return }
    guard let read = AuditHash(hexadecimal: digits) else {
      return refuse(field, "must be 64 hexadecimal digits")
    }
    value = read
  }
}
