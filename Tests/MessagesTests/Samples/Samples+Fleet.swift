internal import Cleanup
internal import Messages

extension Samples {
  static let fleetPolicy = FleetPolicy(
    action: .removeFromGroup("members"), inactiveAfterDays: 90, revision: 3)

  static let fleetRun = {
    var counts = OutcomeCounts()
    (counts.done, counts.skipped, counts.failed, counts.manual) = (1, 2, 3, 4)
    return FleetRun(
      id: "r1", kind: .undo, state: .refused, trigger: .schedule, startedAt: time,
      endedAt: later, candidates: 10, counts: counts, refusal: "too many")
  }()

  static let restoreBegin = RestoreBegin.with {
    $0.name = "acme"
    $0.displayName = "Acme"
    $0.etag = "e1"
  }

  static let fleetLine = {
    var line = FleetLine(tenant, trouble: "the database file is damaged")
    line.policy = fleetPolicy
    line.isScheduleOn = true
    line.nextCleanup = later
    line.isOverdue = true
    line.lastStart = ScheduledStart(
      dueAt: time, at: later, result: .refused, reason: "SAFETY_LIMIT_EXCEEDED", message: "m",
      runID: "r1")
    line.lastRun = fleetRun
    line.seatsFreed = 5
    line.asleep = 4
    return line
  }()

  static let backupHeader = BackupHeader(
    of: tenant, applicationID: 7, schemaVersion: 6, byteCount: 1 << 40, createdAt: time)

  static let backupEnd = BackupEnd.with {
    $0.sha256 = Array(0..<32)
    $0.byteCount = 1 << 40
  }

  static let restored = {
    var response = RestoreTenantResponse(tenant)
    response.isNew = true
    response.backupSchemaVersion = 6
    response.droppedTokens = 2
    response.isScheduleSwitchedOff = true
    response.cancelledRunID = "r1"
    return response
  }()

  static let fleet: [any Sample] = [
    FleetStatusRequest.with {
      $0.onlyOverdue = true
      $0.onlyFailed = true
      $0.namePrefix = "acme-"
    },
    fleetLine, fleetPolicy, fleetRun,
    BackupTenantRequest.with { $0.name = "acme" },
    BackupPart.header(backupHeader), BackupPart.chunk([1, 2, 3]), BackupPart.end(backupEnd),
    backupHeader, backupEnd,
    restoreBegin, RestoreStep.begin(restoreBegin), RestoreStep.chunk([4, 5]),
    RestoreStep.finish(backupEnd), restored,
  ]
}
