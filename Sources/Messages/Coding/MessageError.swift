package import Cleanup
internal import Protobuf

/// Why bytes are not the message that they should be.
package struct MessageError: Error, Hashable, Sendable {
  /// What is wrong, for programs.
  package enum Code: Hashable, Sendable {
    /// The bytes are no such message: truncated, nested too deep, or text that is not UTF-8.
    case malformed
    /// The bytes, or what they unpack to, are more than the limits allow.
    case tooLarge
    /// The message is whole, but fields hold what no field of that kind may hold.
    case invalid
    /// The message has no JSON form.
    case unprintable
  }

  /// What is wrong.
  package var code: Code
  /// What is wrong, for a person.
  package var message: String
  /// Every bad field that is known.
  package var violations: [FieldViolation]

  /// An error, with the fields that it is about.
  package init(code: Code, message: String, violations: [FieldViolation] = []) {
    self.code = code
    self.message = message
    self.violations = violations
  }

  /// What unpacking said.
  init(_ error: ProtobufError) {
    let code: Code =
      switch error.code {
      case .truncated, .malformed, .tooDeep, .embeddedNUL, .invalidUTF8: .malformed
      case .tooLarge: .tooLarge
      case .unprintable: .unprintable
      }
    let violations =
      error.field.isEmpty
      ? [] : [FieldViolation(field: error.field, description: error.message)]
    self.init(code: code, message: error.message, violations: violations)
  }
}
