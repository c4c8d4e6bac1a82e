internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension CleanupService {
  @Sendable
  func releaseHeldRun(
    _ request: ReleaseHeldRunRequest, _ call: TenantCall
  ) async throws(Refusal) -> ReleaseHeldRunResponse {
    let violations = Self.violations(of: request)
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
    return try await call.change(
      Methods.Cleanup.releaseHeldRun, request, requestID: request.requestID
    ) { (writer) throws(Refusal) in
      let released = try HeldRuns(in: writer).release(
        directory: request.directory, etag: request.etag, reason: request.reason,
        by: call.caller, at: call.now)
      return .with { $0.released = released }
    }
  }

  private static func violations(of request: ReleaseHeldRunRequest) -> [FieldViolation] {
    var found = [
      TextRule.violation("reason", request.reason, most: ManualAction.maxReasonBytes)
    ].compactMap { $0 }
    if request.directory.isEmpty, !request.etag.isEmpty {
      found.append(
        FieldViolation(field: "directory", description: "name the directory that the etag is of"))
    }
    return found
  }
}
