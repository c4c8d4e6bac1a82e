internal import CMessages
package import Cleanup
internal import Protobuf

extension AuditHead: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__AuditHead> {
    dormouse__v1__audit_head__init
  }
  static var blank: AuditHead { .beginning }

  mutating func map(_ c: inout Dormouse__V1__AuditHead, _ coder: inout WireCoder) {
    coder.number(&sequence, &c.sequence)
    coder.hash("hash", &hash, &c.hash)
  }
}
