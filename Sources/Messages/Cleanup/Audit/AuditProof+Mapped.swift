internal import CMessages
package import Cleanup
internal import Protobuf

extension AuditProof: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__VerifyAuditResponse> {
    dormouse__v1__verify_audit_response__init
  }
  static var blank: AuditProof { AuditProof(count: 0, head: .beginning) }

  mutating func map(_ c: inout Dormouse__V1__VerifyAuditResponse, _ coder: inout WireCoder) {
    coder.count(&count, &c.event_count)
    coder.message("head", &head, &c.head)
    coder.message("first_break", &firstBreak, &c.first_break)
  }
}
