internal import Cleanup
internal import RPC

extension ExitStatus {
  /// The one table from a refusal's reason to the exit status.
  init(_ reason: RefusalReason) {
    self =
      switch reason {
      case .invalidRequest, .invalidPageToken, .emptyUpdateMask, .invalidTenantHeader,
        .ambiguousUser:
        .usage
      case .invalidAuthorizationHeader, .unauthenticated, .tooManyFailures, .tooManyCalls,
        .tooManyLogins, .permissionDenied, .policyNotConfigured, .scheduleNotSet,
        .requestIDReused, .staleETag, .verdictsGone, .analysisStale, .analysisNotRunnable,
        .candidateCountMismatch, .safetyLimitExceeded, .runsHeld, .runsNotHeld, .runInProgress,
        .runEnded, .runNotUndoable, .importInProgress, .directoryHoldsUsers, .directoryInUse,
        .limitExceeded, .idTokenRefused, .idTokenReused, .secretUnusable:
        .refused
      case .malformedMessage, .serviceNotFound, .tenantNotFound, .tenantExists, .clientNameTaken,
        .tokenNotFound,
        .directoryNotFound, .userNotFound, .analysisNotFound, .runNotFound, .exemptionNotFound,
        .importRejected, .backupRejected, .storageFull, .storageReadOnly, .storageBusy,
        .storageUnusable, .interrupted, .identityProviderUnavailable,
        .directoryUnavailable, .directoryUnusable, .internalError:
        .failed
      }
  }

  /// The exit status of a call that ended without a reason that this program knows.
  init(_ code: Status.Code) {
    self =
      switch code {
      case .ok: .done
      case .invalidArgument, .outOfRange: .usage
      case .permissionDenied, .unauthenticated, .failedPrecondition, .aborted: .refused
      // Without a reason in it, the answer did not come from the service itself.
      case .unavailable, .deadlineExceeded: .unreachable
      case .cancelled, .unknown, .notFound, .alreadyExists, .resourceExhausted, .unimplemented,
        .internalError, .dataLoss:
        .failed
      }
  }
}
