package import Cleanup

extension Methods {
  /// The service `dormouse.v1.Cleanup`.
  package enum Cleanup {
    static let service = "dormouse.v1.Cleanup"

    /// Sets the policy and answers what is stored.
    package static let configure = Method<ConfigureRequest, ConfigureResponse>(
      service, "Configure", .unary, .withRequestID)
    /// Reads the policy.
    package static let getPolicy = Method<GetPolicyRequest, StoredPolicy>(
      service, "GetPolicy", .unary, .safely)
    /// Judges everyone and stores the result.
    package static let analyze = Method<AnalyzeRequest, AnalyzeEvent>(
      service, "Analyze", .serverStreaming, .never)
    /// Lists the verdicts of an analysis.
    package static let listVerdicts = Method<ListVerdictsRequest, ListVerdictsResponse>(
      service, "ListVerdicts", .unary, .safely)
    /// Says what today's policy makes of one user, rule by rule.
    package static let explainUser = Method<ExplainUserRequest, Explanation>(
      service, "ExplainUser", .unary, .safely)
    /// Does one thing to up to 1,000 users picked by hand.
    package static let manualAction = Method<ManualActionRequest, ManualActionResponse>(
      service, "ManualAction", .unary, .withRequestID)
    /// Keeps a user out of cleanup until a date.
    package static let putExemption = Method<PutExemptionRequest, Exemption>(
      service, "PutExemption", .unary, .withRequestID)
    /// Lists exemptions, those that end first first.
    package static let listExemptions = Method<ListExemptionsRequest, ListExemptionsResponse>(
      service, "ListExemptions", .unary, .safely)
    /// Ends an exemption.
    package static let deleteExemption = Method<DeleteExemptionRequest, DeleteExemptionResponse>(
      service, "DeleteExemption", .unary, .withRequestID)
    /// Starts the run of a confirmed analysis and answers at once.
    package static let run = Method<RunRequest, Run>(service, "Run", .unary, .withRequestID)
    /// Tells how a run goes until it ends.
    package static let watchRun = Method<WatchRunRequest, RunEvent>(
      service, "WatchRun", .serverStreaming, .safely)
    /// Stops a run between two users.
    package static let cancelRun = Method<CancelRunRequest, Run>(
      service, "CancelRun", .unary, .withRequestID)
    /// Starts a run that takes another one back, and answers at once.
    package static let undoRun = Method<UndoRunRequest, Run>(
      service, "UndoRun", .unary, .withRequestID)
    /// Lets runs start again that a broken listing holds.
    package static let releaseHeldRun = Method<ReleaseHeldRunRequest, ReleaseHeldRunResponse>(
      service, "ReleaseHeldRun", .unary, .withRequestID)
    /// Sets the schedule, or switches it.
    package static let schedule = Method<ScheduleRequest, ScheduleReport>(
      service, "Schedule", .unary, .withRequestID)
    /// Reads the schedule.
    package static let getSchedule = Method<GetScheduleRequest, ScheduleReport>(
      service, "GetSchedule", .unary, .safely)
    /// Tells at what times a schedule would start.
    package static let previewSchedule = Method<PreviewScheduleRequest, PreviewScheduleResponse>(
      service, "PreviewSchedule", .unary, .safely)
    /// Lists runs, latest first, five unless told otherwise.
    package static let listLogs = Method<ListLogsRequest, ListLogsResponse>(
      service, "ListLogs", .unary, .safely)
    /// Reads one run.
    package static let getLog = Method<GetLogRequest, Run>(service, "GetLog", .unary, .safely)
    /// Lists what a run did to whom, in the order in which it was done.
    package static let listOutcomes = Method<ListOutcomesRequest, ListOutcomesResponse>(
      service, "ListOutcomes", .unary, .safely)
    /// Streams all outcomes of a run as a file.
    package static let exportLog = Method<ExportLogRequest, ExportLogResponse>(
      service, "ExportLog", .serverStreaming, .safely)
    /// Looks ahead: who falls due when, what other thresholds would free, and who keeps coming back.
    package static let forecast = Method<ForecastRequest, Forecast>(
      service, "Forecast", .unary, .safely)
    /// Lists who changed what, newest first.
    package static let listAuditEvents = Method<ListAuditEventsRequest, ListAuditEventsResponse>(
      service, "ListAuditEvents", .unary, .safely)
    /// Tells whether the audit is what was written.
    package static let verifyAudit = Method<VerifyAuditRequest, AuditProof>(
      service, "VerifyAudit", .unary, .safely)
    /// Tells how many seats were held, freed and restored on each day.
    package static let getLicenceHistory = Method<GetLicenceHistoryRequest, LicenceHistory>(
      service, "GetLicenceHistory", .unary, .safely)
    /// Sets what a seat costs.
    package static let setSeatPrice = Method<SetSeatPriceRequest, StoredSeatPrice>(
      service, "SetSeatPrice", .unary, .withRequestID)
  }
}
