internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension CleanupService {
  /// Times of a preview unless asked for otherwise.
  static let defaultPreviewCount = 10
  /// The most times of a preview.
  static let maxPreviewCount = 1000

  @Sendable
  func schedule(
    _ request: ScheduleRequest, _ call: TenantCall
  ) async throws(Refusal) -> ScheduleReport {
    try Self.check(request.report)
    let make = { () async throws(Refusal) -> ScheduleReport in
      try await call.change(
        Methods.Cleanup.schedule, request, requestID: request.requestID,
        isRehearsal: request.isValidateOnly
      ) { (writer) throws(Refusal) in
        let stored = try ScheduleKeeper.put(
          request.report.schedule, etag: request.report.etag, by: call.caller, at: call.now,
          in: writer)
        return try self.report(on: stored, at: call.now, writer.reader)
      }
    }
    return request.isValidateOnly
      ? try await make() : try await scheduler.change(of: call.tenant.id, make)
  }

  @Sendable
  func getSchedule(
    _ request: GetScheduleRequest, _ call: TenantCall
  ) async throws(Refusal) -> ScheduleReport {
    try await call.database.read(failingWith: Refusal.self) { (reader) throws(Refusal) in
      let stored = try attempt { () throws(StorageError) in try reader.schedule() }
      guard let stored else {
        throw Refusal(.scheduleNotSet, "No schedule is stored: set one.")
      }
      return try report(on: stored, at: call.now, reader)
    }
  }

  @Sendable
  func previewSchedule(
    _ request: PreviewScheduleRequest, _ call: TenantCall
  ) async throws(Refusal) -> PreviewScheduleResponse {
    try Self.check(request.report)
    guard (0...Self.maxPreviewCount).contains(request.count) else {
      throw Refusal.invalid("count", "must be 0…\(Self.maxPreviewCount)")
    }
    let after = request.after ?? call.now
    let count = request.count == 0 ? Self.defaultPreviewCount : request.count
    let times = ScheduleTimes(request.report.schedule, beginning: after)
    return .with { $0.times = times?.next(count, after: after) ?? [] }
  }

  private static func check(_ report: ScheduleReport) throws(Refusal) {
    let violations = report.schedule.violations
    guard violations.isEmpty else {
      throw Refusal.invalid(violations.map { $0.inside("schedule") })
    }
  }

  private func report(
    on stored: StoredSchedule, at now: Moment, _ reader: TenantReader
  ) throws(Refusal) -> ScheduleReport {
    try attempt { () throws(StorageError) in
      let calendar = try reader.policy()?.policy.calendar ?? CleanupCalendar()
      var report = ScheduleReport(
        stored, nextCleanup: stored.nextCleanup(calendar),
        isOverdue: stored.isOverdue(at: now, tolerance: scheduler.toleranceSeconds))
      report.held = try reader.heldListings()
      report.observations = try DirectoryReports(reader, at: now).observations()
      return report
    }
  }
}
