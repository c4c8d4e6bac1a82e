internal import Cleanup

/// Why a command ended early: one sentence that says what to do, and every wrong field.
struct CommandError: Error, Hashable, Sendable {
  /// What an answer of the server said beside its sentence; shown with `--verbose`.
  struct Details: Hashable, Sendable {
    /// Name of the gRPC status.
    var status: String
    /// The reason in UPPER_SNAKE; may be empty.
    var reason: String
    /// The id of the request; empty for calls that change nothing.
    var requestID: String
  }

  /// How the program ends.
  var status: ExitStatus
  /// One sentence for people.
  var message: String
  /// Every wrong field; empty when no field is to blame.
  var violations: [FieldViolation]
  /// What the server said beside it; nil when no server was asked.
  var details: Details?

  /// An error of the program itself, or of what it was asked to do.
  init(
    _ status: ExitStatus, _ message: String, violations: [FieldViolation] = [],
    details: Details? = nil
  ) {
    self.status = status
    self.message = message
    self.violations = violations
    self.details = details
  }

  /// What is printed: the sentence, the violations one a line, then the details if asked for.
  func lines(isVerbose: Bool) -> [String] {
    var lines = message.isEmpty ? [] : ["Error: \(TerminalText.escaped(message))"]
    lines += violations.map {
      "  \(TerminalText.escaped($0.field)): \(TerminalText.escaped($0.description))"
    }
    if isVerbose, let details {
      lines.append("  status: \(details.status)")
      if !details.reason.isEmpty {
        lines.append("  reason: \(TerminalText.escaped(details.reason))")
      }
      if !details.requestID.isEmpty { lines.append("  request id: \(details.requestID)") }
    }
    return lines
  }
}
