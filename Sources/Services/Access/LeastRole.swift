internal import Cleanup
internal import Messages

/// The least role that each method takes. `Protos/README.md` has the same table.
enum LeastRole {
  private static let roles: [String: Role] = Dictionary(
    uniqueKeysWithValues: [
      (viewing, Role.viewer), (reporting, .reporter), (operating, .operator),
      (administering, .admin), (fleet, .fleet),
    ].flatMap { paths, role in paths.map { ($0, role) } })

  /// The least role of a method's path; nil for a path that takes no token.
  static func of(_ path: String) -> Role? {
    roles[path]
  }

  private static let viewing = [
    Methods.Cleanup.getPolicy.path, Methods.Cleanup.listVerdicts.path,
    Methods.Cleanup.explainUser.path, Methods.Cleanup.listExemptions.path,
    Methods.Cleanup.listLogs.path, Methods.Cleanup.getLog.path, Methods.Cleanup.listOutcomes.path,
    Methods.Cleanup.exportLog.path, Methods.Cleanup.getSchedule.path,
    Methods.Cleanup.previewSchedule.path, Methods.Cleanup.forecast.path,
    Methods.Directories.getDirectory.path,
    Methods.Directories.listDirectories.path, Methods.Directories.listUsers.path,
    Methods.Directories.getUser.path, Methods.Directories.listGroups.path,
    Methods.Logins.getProvisioning.path, Methods.Cleanup.getLicenceHistory.path,
  ]

  private static let reporting = [
    Methods.Logins.reportLogin.path, Methods.Logins.reportLogins.path,
  ]

  private static let operating = [
    Methods.Cleanup.analyze.path, Methods.Cleanup.manualAction.path,
    Methods.Cleanup.putExemption.path, Methods.Cleanup.deleteExemption.path,
    Methods.Cleanup.run.path, Methods.Cleanup.watchRun.path, Methods.Cleanup.cancelRun.path,
    Methods.Cleanup.undoRun.path, Methods.Directories.importUsers.path,
    Methods.Directories.syncDirectory.path,
  ]

  private static let administering = [
    Methods.Cleanup.configure.path, Methods.Cleanup.schedule.path,
    Methods.Cleanup.releaseHeldRun.path,
    Methods.Directories.putDirectory.path, Methods.Directories.testDirectory.path,
    Methods.Directories.deleteDirectory.path, Methods.Logins.configureProvisioning.path,
    Methods.Tenants.issueToken.path, Methods.Tenants.listTokens.path,
    Methods.Tenants.revokeToken.path, Methods.Cleanup.listAuditEvents.path,
    Methods.Cleanup.verifyAudit.path, Methods.Cleanup.setSeatPrice.path,
  ]

  private static let fleet = [
    Methods.Tenants.createTenant.path, Methods.Tenants.getTenant.path,
    Methods.Tenants.listTenants.path, Methods.Tenants.deleteTenant.path,
    Methods.Tenants.fleetStatus.path, Methods.Tenants.backupTenant.path,
    Methods.Tenants.restoreTenant.path,
  ]
}
