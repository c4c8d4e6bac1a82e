internal import CMessages
package import Cleanup
internal import Protobuf

extension FieldViolation: Mapped {
  static var initialize: Arena.Initializer<Google__Rpc__BadRequest__FieldViolation> {
    google__rpc__bad_request__field_violation__init
  }
  static var blank: FieldViolation { FieldViolation(field: "", description: "") }

  mutating func map(_ c: inout Google__Rpc__BadRequest__FieldViolation, _ coder: inout WireCoder) {
    coder.text(&field, &c.field)
    coder.text(&description, &c.description)
  }
}
