internal import Cleanup
internal import Jobs
internal import Messages
internal import RPC
internal import Storage

/// The service `dormouse.v1.Cleanup`.
struct CleanupService: Sendable {
  let data: DataFolder
  let engine: RunEngine
  let scheduler: Scheduler
  let remotes: RemoteDirectories
  let clock: WallClock

  /// Its methods for the server.
  func methods(_ endpoints: Endpoints) -> [RPC.Method] {
    policyMethods(endpoints) + analysisMethods(endpoints) + exemptionMethods(endpoints)
      + runMethods(endpoints) + scheduleMethods(endpoints) + logMethods(endpoints)
      + auditMethods(endpoints) + licenceMethods(endpoints)
  }

  private func policyMethods(_ endpoints: Endpoints) -> [RPC.Method] {
    [
      endpoints.unary(Methods.Cleanup.configure, configure),
      endpoints.unary(Methods.Cleanup.getPolicy, getPolicy),
    ]
  }

  private func analysisMethods(_ endpoints: Endpoints) -> [RPC.Method] {
    [
      endpoints.serverStream(Methods.Cleanup.analyze, analyze),
      endpoints.unary(Methods.Cleanup.listVerdicts, listVerdicts),
      endpoints.unary(Methods.Cleanup.explainUser, explainUser),
      endpoints.unary(Methods.Cleanup.forecast, forecast),
    ]
  }

  private func exemptionMethods(_ endpoints: Endpoints) -> [RPC.Method] {
    [
      endpoints.unary(Methods.Cleanup.manualAction, manualAction),
      endpoints.unary(Methods.Cleanup.putExemption, putExemption),
      endpoints.unary(Methods.Cleanup.listExemptions, listExemptions),
      endpoints.unary(Methods.Cleanup.deleteExemption, deleteExemption),
    ]
  }

  private func runMethods(_ endpoints: Endpoints) -> [RPC.Method] {
    [
      endpoints.unary(Methods.Cleanup.run, run),
      endpoints.serverStream(Methods.Cleanup.watchRun, watchRun),
      endpoints.unary(Methods.Cleanup.cancelRun, cancelRun),
      endpoints.unary(Methods.Cleanup.undoRun, undoRun),
      endpoints.unary(Methods.Cleanup.releaseHeldRun, releaseHeldRun),
    ]
  }

  private func scheduleMethods(_ endpoints: Endpoints) -> [RPC.Method] {
    [
      endpoints.unary(Methods.Cleanup.schedule, schedule),
      endpoints.unary(Methods.Cleanup.getSchedule, getSchedule),
      endpoints.unary(Methods.Cleanup.previewSchedule, previewSchedule),
    ]
  }

  private func logMethods(_ endpoints: Endpoints) -> [RPC.Method] {
    [
      endpoints.unary(Methods.Cleanup.listLogs, listLogs),
      endpoints.unary(Methods.Cleanup.getLog, getLog),
      endpoints.unary(Methods.Cleanup.listOutcomes, listOutcomes),
      endpoints.serverStream(Methods.Cleanup.exportLog, exportLog),
    ]
  }

  private func auditMethods(_ endpoints: Endpoints) -> [RPC.Method] {
    [
      endpoints.any(Methods.Cleanup.listAuditEvents, listAuditEvents),
      endpoints.any(Methods.Cleanup.verifyAudit, verifyAudit),
    ]
  }

  private func licenceMethods(_ endpoints: Endpoints) -> [RPC.Method] {
    [
      endpoints.unary(Methods.Cleanup.getLicenceHistory, getLicenceHistory),
      endpoints.unary(Methods.Cleanup.setSeatPrice, setSeatPrice),
    ]
  }
}
