internal import CTestMessages

@testable internal import Messages

extension MessageCheck {
  /// The requests and responses of every method, and two messages more; the order is part of the
  /// corpus, so new ones go to the end.
  static let all: [MessageCheck] =
    cleanup + directories + tenants + of(Methods.Health.check) + [
      MessageCheck(ErrorDetails.self),
      MessageCheck(dormouse__test__everything__init),
      MessageCheck(dormouse__test__nest__init),
    ] + of(Methods.Reflection.info) + logins + schedules + of(Methods.Cleanup.forecast)
    + audit + of(Methods.Cleanup.releaseHeldRun) + fleet + remoteDirectories
    + of(Methods.Directories.deleteDirectory)

  private static let cleanup: [MessageCheck] =
    of(Methods.Cleanup.configure) + of(Methods.Cleanup.getPolicy) + of(Methods.Cleanup.analyze)
    + of(Methods.Cleanup.listVerdicts) + of(Methods.Cleanup.explainUser)
    + of(Methods.Cleanup.manualAction) + of(Methods.Cleanup.putExemption)
    + of(Methods.Cleanup.listExemptions) + of(Methods.Cleanup.deleteExemption)
    + of(Methods.Cleanup.run) + of(Methods.Cleanup.watchRun) + of(Methods.Cleanup.cancelRun)
    + of(Methods.Cleanup.listLogs) + of(Methods.Cleanup.getLog) + of(Methods.Cleanup.listOutcomes)
    + of(Methods.Cleanup.exportLog)

  private static let directories: [MessageCheck] =
    of(Methods.Directories.putDirectory) + of(Methods.Directories.getDirectory)
    + of(Methods.Directories.listDirectories) + of(Methods.Directories.importUsers)
    + of(Methods.Directories.listUsers) + of(Methods.Directories.getUser)
    + of(Methods.Directories.listGroups)

  private static let remoteDirectories: [MessageCheck] =
    of(Methods.Directories.testDirectory) + of(Methods.Directories.syncDirectory)

  private static let schedules: [MessageCheck] =
    of(Methods.Cleanup.undoRun) + of(Methods.Cleanup.schedule) + of(Methods.Cleanup.getSchedule)
    + of(Methods.Cleanup.previewSchedule)

  private static let audit: [MessageCheck] =
    of(Methods.Cleanup.listAuditEvents) + of(Methods.Cleanup.verifyAudit)
    + of(Methods.Cleanup.getLicenceHistory) + of(Methods.Cleanup.setSeatPrice)

  private static let tenants: [MessageCheck] =
    of(Methods.Tenants.createTenant) + of(Methods.Tenants.getTenant)
    + of(Methods.Tenants.listTenants) + of(Methods.Tenants.deleteTenant)
    + of(Methods.Tenants.issueToken) + of(Methods.Tenants.listTokens)
    + of(Methods.Tenants.revokeToken)

  private static let logins: [MessageCheck] =
    of(Methods.Logins.reportLogin) + of(Methods.Logins.reportLogins)
    + of(Methods.Logins.configureProvisioning) + of(Methods.Logins.getProvisioning)

  private static let fleet: [MessageCheck] =
    of(Methods.Tenants.fleetStatus) + of(Methods.Tenants.backupTenant)
    + of(Methods.Tenants.restoreTenant)

  private static func of<Request: Mapped & Equatable, Response: Mapped & Equatable>(
    _ method: Method<Request, Response>
  ) -> [MessageCheck] {
    [MessageCheck(Request.self), MessageCheck(Response.self)]
  }

  /// The full names of the messages that are checked.
  static var names: Set<String> { Set(all.map(\.name)) }
}
