internal import Cleanup
internal import RPC

extension RefusalReason {
  /// The gRPC status code that goes with the reason. `Protos/README.md` has the same table.
  var statusCode: Status.Code {
    switch self {
    case .invalidRequest, .malformedMessage, .invalidPageToken, .emptyUpdateMask,
      .invalidTenantHeader, .ambiguousUser, .importRejected, .backupRejected:
      .invalidArgument
    case .invalidAuthorizationHeader, .unauthenticated: .unauthenticated
    case .permissionDenied, .idTokenRefused, .idTokenReused: .permissionDenied
    case .serviceNotFound, .tenantNotFound, .tokenNotFound, .directoryNotFound, .userNotFound,
      .analysisNotFound,
      .runNotFound, .exemptionNotFound:
      .notFound
    case .tenantExists, .clientNameTaken, .requestIDReused: .alreadyExists
    case .staleETag: .aborted
    case .policyNotConfigured, .scheduleNotSet, .verdictsGone, .analysisStale, .analysisNotRunnable,
      .candidateCountMismatch, .safetyLimitExceeded, .runsHeld, .runsNotHeld, .runInProgress,
      .runEnded, .runNotUndoable,
      .importInProgress, .directoryHoldsUsers, .directoryInUse, .directoryUnusable, .secretUnusable,
      .storageReadOnly:
      .failedPrecondition
    case .tooManyFailures, .tooManyCalls, .tooManyLogins, .limitExceeded, .storageFull:
      .resourceExhausted
    case .storageBusy, .identityProviderUnavailable, .directoryUnavailable: .unavailable
    case .storageUnusable: .dataLoss
    case .interrupted: .cancelled
    case .internalError: .internalError
    }
  }
}
