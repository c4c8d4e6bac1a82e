/// Every method of the service, a namespace for each of its services.
///
/// ```swift
/// let policy = try await client.call(Methods.Cleanup.getPolicy, GetPolicyRequest())
/// ```
package enum Methods {
  /// Every method, for tables and tests.
  package static let all: [MethodDescription] = [
    Cleanup.configure.description,
    Cleanup.getPolicy.description,
    Cleanup.analyze.description,
    Cleanup.listVerdicts.description,
    Cleanup.explainUser.description,
    Cleanup.manualAction.description,
    Cleanup.putExemption.description,
    Cleanup.listExemptions.description,
    Cleanup.deleteExemption.description,
    Cleanup.run.description,
    Cleanup.watchRun.description,
    Cleanup.cancelRun.description, Cleanup.undoRun.description,
    Cleanup.releaseHeldRun.description,
    Cleanup.schedule.description,
    Cleanup.getSchedule.description,
    Cleanup.previewSchedule.description,
    Cleanup.listLogs.description,
    Cleanup.getLog.description,
    Cleanup.listOutcomes.description,
    Cleanup.exportLog.description,
    Cleanup.forecast.description,
    Directories.putDirectory.description,
    Directories.getDirectory.description,
    Directories.listDirectories.description,
    Directories.importUsers.description,
    Directories.listUsers.description,
    Directories.getUser.description,
    Directories.listGroups.description,
    Logins.reportLogin.description,
    Logins.reportLogins.description,
    Logins.configureProvisioning.description,
    Logins.getProvisioning.description,
    Tenants.createTenant.description,
    Tenants.getTenant.description,
    Tenants.listTenants.description,
    Tenants.deleteTenant.description,
    Tenants.issueToken.description,
    Tenants.listTokens.description,
    Tenants.revokeToken.description,
    Health.check.description,
    Health.watch.description,
    Reflection.info.description,
    Reflection.infoAlpha.description,
  ]
}
