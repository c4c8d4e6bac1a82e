internal import Cleanup
internal import Identity
internal import Jobs
internal import Messages
internal import RPC

extension Refusal {
  /// Seconds after which a call that was slowed down may be tried again; nil when waiting does not
  /// help.
  var retryAfterSeconds: Int? {
    switch reason {
    case .tooManyFailures: Int(FailureLimiter.windowSeconds)
    case .tooManyCalls: TenantRates.retryAfterSeconds
    case .tooManyLogins: LoginQueues.retryAfterSeconds
    case .identityProviderUnavailable: ProviderKeyCache.failureSeconds
    default: nil
    }
  }

  /// Most bytes of the sentence that stand in the details as well.
  private static let maxDetailedMessageBytes = 1024

  /// The refusal as a gRPC status with its details.
  var status: Status {
    Status(reason.statusCode, message, details: fittingDetails)
  }

  /// The details with as many of the wrong fields, from the first, as go over the wire: cause and delay are
  /// never left out for them.
  private var fittingDetails: [UInt8] {
    var shown = violations[...]
    while true {
      let bytes = details(shown).encode()
      if bytes.count <= Status.maxDetailsBytes || shown.isEmpty { return bytes }
      shown = shown.prefix(shown.count * 7 / 8)
    }
  }

  private func details(_ violations: ArraySlice<FieldViolation>) -> ErrorDetails {
    .with {
      $0.status = reason.statusCode.rawValue
      $0.message = message.prefix(utf8: Self.maxDetailedMessageBytes)
      $0.reason = reason.rawValue
      $0.violations = Array(violations)
      $0.retryAfterSeconds = retryAfterSeconds
    }
  }

  /// The refusal of a message that could not be read.
  init(_ error: MessageError) {
    switch error.code {
    case .invalid: self = .invalid(error.violations)
    case .malformed, .tooLarge, .unprintable:
      self.init(.malformedMessage, error.message, violations: error.violations)
    }
  }
}

extension String {
  /// As much of the text, from the first character, as has so many bytes at most.
  fileprivate func prefix(utf8 most: Int) -> String {
    if utf8.count <= most { return self }
    var count = 0
    return String(
      prefix { character in
        count += character.utf8.count
        return count <= most
      })
  }
}
