/// Why a request was not carried out. Raw values are `ErrorInfo.reason` on the wire and never change.
package enum RefusalReason: String, Hashable, Sendable, CaseIterable {
  /// Fields of the request are wrong; the violations name them.
  case invalidRequest = "INVALID_REQUEST"
  /// The message cannot be read: truncated, too deep, not UTF-8, or with a NUL in a text.
  case malformedMessage = "MALFORMED_MESSAGE"
  /// The page token is not from this list with these filters.
  case invalidPageToken = "INVALID_PAGE_TOKEN"
  /// `update_mask` is empty though a policy is stored.
  case emptyUpdateMask = "EMPTY_UPDATE_MASK"
  /// The request id was used before with another body.
  case requestIDReused = "REQUEST_ID_REUSED"
  /// `dormouse-tenant` is missing, doubled, or given where there is no tenant.
  case invalidTenantHeader = "INVALID_TENANT_HEADER"
  /// `authorization` is missing or doubled.
  case invalidAuthorizationHeader = "INVALID_AUTHORIZATION_HEADER"
  /// The token or the tenant is wrong.
  case unauthenticated = "UNAUTHENTICATED"
  /// Too many wrong tokens came from the address.
  case tooManyFailures = "TOO_MANY_FAILURES"
  /// The tenant makes more calls a second than it may.
  case tooManyCalls = "TOO_MANY_CALLS"
  /// Too many logins of the tenant wait for being written down.
  case tooManyLogins = "TOO_MANY_LOGINS"
  /// The token's role does not allow it.
  case permissionDenied = "PERMISSION_DENIED"
  /// Health was asked of a service that is not here.
  case serviceNotFound = "SERVICE_NOT_FOUND"
  /// No tenant has the name.
  case tenantNotFound = "TENANT_NOT_FOUND"
  /// A tenant has the name already.
  case tenantExists = "TENANT_EXISTS"
  /// The token does not exist.
  case tokenNotFound = "TOKEN_NOT_FOUND"
  /// A good token speaks for the client already.
  case clientNameTaken = "CLIENT_NAME_TAKEN"
  /// The directory does not exist.
  case directoryNotFound = "DIRECTORY_NOT_FOUND"
  /// The directory is not deleted, because users are held whom nobody could restore afterwards.
  case directoryHoldsUsers = "DIRECTORY_HOLDS_USERS"
  /// The directory is not deleted, because settings name it, or something is under way in it.
  case directoryInUse = "DIRECTORY_IN_USE"
  /// Nobody has the given username or id.
  case userNotFound = "USER_NOT_FOUND"
  /// The username stands in several directories.
  case ambiguousUser = "AMBIGUOUS_USER"
  /// The analysis does not exist.
  case analysisNotFound = "ANALYSIS_NOT_FOUND"
  /// The verdicts of the analysis are no longer stored.
  case verdictsGone = "VERDICTS_GONE"
  /// The run does not exist.
  case runNotFound = "RUN_NOT_FOUND"
  /// The user has no exemption.
  case exemptionNotFound = "EXEMPTION_NOT_FOUND"
  /// No policy is stored yet.
  case policyNotConfigured = "POLICY_NOT_CONFIGURED"
  /// No schedule is stored yet.
  case scheduleNotSet = "SCHEDULE_NOT_SET"
  /// The resource changed since it was read.
  case staleETag = "STALE_ETAG"
  /// The policy changed since the analysis, or the analysis is too old.
  case analysisStale = "ANALYSIS_STALE"
  /// The analysis judged as of another moment and cannot be run.
  case analysisNotRunnable = "ANALYSIS_NOT_RUNNABLE"
  /// The confirmed count is not the stored one.
  case candidateCountMismatch = "CANDIDATE_COUNT_MISMATCH"
  /// The run would go over the safety limits.
  case safetyLimitExceeded = "SAFETY_LIMIT_EXCEEDED"
  /// The last listing of a directory looks broken, so that no run may start.
  case runsHeld = "RUNS_HELD"
  /// No listing holds the tenant's runs.
  case runsNotHeld = "RUNS_NOT_HELD"
  /// A run is at work already.
  case runInProgress = "RUN_IN_PROGRESS"
  /// The run has ended.
  case runEnded = "RUN_ENDED"
  /// The run is an undo itself.
  case runNotUndoable = "RUN_NOT_UNDOABLE"
  /// Another import into the directory is at work.
  case importInProgress = "IMPORT_IN_PROGRESS"
  /// The import broke its own rules: order of steps, doubled ids, counts.
  case importRejected = "IMPORT_REJECTED"
  /// A backup is damaged, cut off, or none of a tenant of this program.
  case backupRejected = "BACKUP_REJECTED"
  /// Too many watchers, or other things of which there is a limit.
  case limitExceeded = "LIMIT_EXCEEDED"
  /// The ID token proves nothing: forged, expired, for somebody else, or of an unknown provider.
  case idTokenRefused = "ID_TOKEN_REFUSED"
  /// The ID token was used before, by somebody else or for another login.
  case idTokenReused = "ID_TOKEN_REUSED"
  /// The identity provider does not say by which keys its tokens are signed.
  case identityProviderUnavailable = "IDENTITY_PROVIDER_UNAVAILABLE"
  /// The remote directory does not answer, or is busy.
  case directoryUnavailable = "DIRECTORY_UNAVAILABLE"
  /// The remote directory cannot be used as it is set up: its settings, its rights, or what it answers.
  case directoryUnusable = "DIRECTORY_UNUSABLE"
  /// A directory's secret is missing or cannot be opened, or the server has no key for secrets.
  case secretUnusable = "SECRET_UNUSABLE"
  /// The disk is full; nothing of the request was kept.
  case storageFull = "STORAGE_FULL"
  /// The data folder cannot be written.
  case storageReadOnly = "STORAGE_READ_ONLY"
  /// The database was busy for too long.
  case storageBusy = "STORAGE_BUSY"
  /// The database is damaged, or newer than this program.
  case storageUnusable = "STORAGE_UNUSABLE"
  /// The call was cancelled or its deadline passed.
  case interrupted = "INTERRUPTED"
  /// The service made a mistake.
  case internalError = "INTERNAL"
}
