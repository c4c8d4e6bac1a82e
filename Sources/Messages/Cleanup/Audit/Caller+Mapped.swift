internal import CMessages
package import Cleanup
internal import Protobuf

extension Caller: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__AuditActor> {
    dormouse__v1__audit_actor__init
  }
  static var blank: Caller { Caller(tokenID: "", tokenName: "", role: .viewer) }

  mutating func map(_ c: inout Dormouse__V1__AuditActor, _ coder: inout WireCoder) {
    coder.text(&tokenID, &c.token_id)
    coder.text(&tokenName, &c.token_name)
    coder.code("role", &role, &c.role)
    coder.text(&address, &c.address)
  }
}
