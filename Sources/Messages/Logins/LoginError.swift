internal import CMessages
package import Cleanup
internal import Protobuf

/// Why one login of a stream was not told of.
package struct LoginError: DefaultedMessage {
  /// The gRPC status code.
  package var status = 0
  /// The cause in UPPER_SNAKE.
  package var reason = ""
  /// One sentence for a person.
  package var message = ""
  /// Every wrong field.
  package var violations: [FieldViolation] = []
  /// How long to wait at least before telling again; 0 when waiting does not help.
  package var retryAfterSeconds = 0

  package init() {}
}

extension LoginError: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__LoginError> {
    dormouse__v1__login_error__init
  }
  mutating func map(_ c: inout Dormouse__V1__LoginError, _ coder: inout WireCoder) {
    coder.count(&status, &c.status)
    coder.text(&reason, &c.reason)
    coder.text(&message, &c.message)
    var list = violations.map(LoginViolation.init)
    coder.list("violations", &list, &c.violations, &c.n_violations)
    violations = list.map(\.violation)
    coder.count(&retryAfterSeconds, &c.retry_after_seconds)
  }
}

extension LoginError: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    writer.number(5, Int64(Int32(clamping: retryAfterSeconds)))
    writer.list(4, violations.map(LoginViolation.init))
    writer.text(3, message)
    writer.text(2, reason)
    writer.number(1, Int64(Int32(clamping: status)))
  }
}

/// A wrong field as the protos have it.
private struct LoginViolation: WireMessage {
  var violation: FieldViolation
}

extension LoginViolation: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__LoginViolation> {
    dormouse__v1__login_violation__init
  }
  static var blank: LoginViolation {
    LoginViolation(violation: FieldViolation(field: "", description: ""))
  }

  mutating func map(_ c: inout Dormouse__V1__LoginViolation, _ coder: inout WireCoder) {
    coder.text(&violation.field, &c.field)
    coder.text(&violation.description, &c.description)
  }
}

extension LoginViolation: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    writer.text(2, violation.description)
    writer.text(1, violation.field)
  }
}
