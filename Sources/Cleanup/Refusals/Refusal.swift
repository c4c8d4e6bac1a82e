/// Why a request was not carried out: one precise reason, one sentence, and every wrong field.
package struct Refusal: Error, Hashable, Sendable {
  /// The reason, for programs.
  package var reason: RefusalReason
  /// One sentence that says what to do, for people. Never holds a secret.
  package var message: String
  /// Every wrong field; empty when no field is to blame.
  package var violations: [FieldViolation]

  /// A refusal for a reason.
  package init(_ reason: RefusalReason, _ message: String, violations: [FieldViolation] = []) {
    self.reason = reason
    self.message = message
    self.violations = violations
  }

  /// The refusal of a request in which fields are wrong.
  package static func invalid(_ violations: [FieldViolation]) -> Refusal {
    let count = violations.count == 1 ? "A field is wrong" : "\(violations.count) fields are wrong"
    return Refusal(
      .invalidRequest, "\(count): correct what is named and send the request again.",
      violations: violations)
  }

  /// The refusal of a request in which one field is wrong.
  package static func invalid(_ field: String, _ description: String) -> Refusal {
    .invalid([FieldViolation(field: field, description: description)])
  }
}
