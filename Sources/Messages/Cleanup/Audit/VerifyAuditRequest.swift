internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks whether the audit is what was written.
package struct VerifyAuditRequest: DefaultedMessage {
  /// A head that was noted earlier; nil for none.
  package var expectedHead: AuditHead?

  package init() {}
}

extension VerifyAuditRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__VerifyAuditRequest> {
    dormouse__v1__verify_audit_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__VerifyAuditRequest, _ coder: inout WireCoder) {
    coder.message("expected_head", &expectedHead, &c.expected_head)
  }
}
