internal import CMessages
package import Cleanup
internal import Protobuf

extension AuditBreak: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__AuditBreak> {
    dormouse__v1__audit_break__init
  }
  static var blank: AuditBreak { AuditBreak(sequence: 0, kind: .changed, message: "") }

  mutating func map(_ c: inout Dormouse__V1__AuditBreak, _ coder: inout WireCoder) {
    coder.number(&sequence, &c.sequence)
    coder.code("kind", &kind, &c.kind)
    coder.text(&message, &c.message)
  }
}

extension AuditBreak.Kind: WireCode {
  static let wireOrder: [AuditBreak.Kind] = [
    .changed, .missing, .truncated, .added, .remade, .headLost, .notExpected,
  ]
}
