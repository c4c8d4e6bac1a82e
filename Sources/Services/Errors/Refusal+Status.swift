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

  /// The refusal as a gRPC status with its details.
  var status: Status {
    let code = reason.statusCode
    let details = ErrorDetails.with {
      $0.status = code.rawValue
      $0.message = message
      $0.reason = reason.rawValue
      $0.violations = violations
      $0.retryAfterSeconds = retryAfterSeconds
    }
    return Status(code, message, details: details.encode())
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
