/// A field of a request that is wrong.
package struct FieldViolation: Hashable, Sendable, Codable {
  /// Path of the field in the request, such as `policy.exceptions.groups[0]`.
  package var field: String
  /// What is wrong and what would be right, one sentence without a full stop.
  package var description: String

  /// A wrong field.
  package init(field: String, description: String) {
    self.field = field
    self.description = description
  }

  /// The same violation in a message that stands in `prefix`.
  package func inside(_ prefix: String) -> FieldViolation {
    FieldViolation(field: "\(prefix).\(field)", description: description)
  }
}
