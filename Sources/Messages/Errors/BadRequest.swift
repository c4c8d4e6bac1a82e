internal import CMessages
internal import Cleanup
internal import Protobuf

/// Every bad field of a request (`google.rpc.BadRequest`).
struct BadRequest: WireMessage {
  var violations: [FieldViolation]
}

extension BadRequest: Mapped {
  static var initialize: Arena.Initializer<Google__Rpc__BadRequest> {
    google__rpc__bad_request__init
  }
  static var blank: BadRequest { BadRequest(violations: []) }

  mutating func map(_ c: inout Google__Rpc__BadRequest, _ coder: inout WireCoder) {
    coder.list("field_violations", &violations, &c.field_violations, &c.n_field_violations)
  }
}
