internal import Cleanup
internal import Messages

extension Samples {
  static let counts: OutcomeCounts = {
    var counts = OutcomeCounts()
    for result in Outcome.Result.allCases { counts.count(result) }
    return counts
  }()

  static let run = Run(
    id: "run1", kind: .undo, state: .cancelled, trigger: .schedule, startedBy: "portal",
    startedAt: time, endedAt: later, analysisID: "a1", undoes: "run0", policy: storedPolicy,
    candidates: 8,
    counts: counts, overrideReason: "audit", cancelledBy: "admin", refusal: "No.",
    logFile: "x/run1.jsonl")

  static let outcome = Outcome(
    sequence: 5, user: nil, directory: "users", externalID: "4711", username: "ann",
    result: .skipped, code: .verdict(.active), message: "Logged in.", effect: .removeFromGroup,
    group: "members", time: time, lastActivity: activity, isRecovered: true)

  static let runProgress = RunProgress.with {
    $0.runID = "run1"
    $0.candidateCount = 8
    $0.counts = counts
  }

  static let exemption = Exemption(
    id: "x1", user: UserID(rawValue: 0), directory: "users", externalID: "4711", username: "ann",
    until: later, owner: "hr", reason: "leave", createdAt: time, createdBy: "portal")

  static let runs: [any Sample] =
    manualActions + runRequests + [
      run, outcome, runProgress, counts, exemption, RunEvent.outcome(outcome),
      RunEvent.progress(runProgress), RunEvent.ended(run), DeleteExemptionResponse(),
      ListExemptionsResponse.with {
        $0.exemptions = [exemption]
        $0.nextPageToken = "n"
      },
      ListLogsResponse.with {
        $0.runs = [run]
        $0.nextPageToken = "n"
        $0.totalSize = 3
      },
      ListOutcomesResponse.with {
        $0.outcomes = [outcome]
        $0.nextPageToken = "n"
        $0.runID = "run1"
      },
      ExportLogResponse.with { $0.data = [0, 1, 255] },
    ]

  /// The kinds of manual action; no one request fills every field.
  static let kinds: [ManualActionKind] = [
    .deactivate, .reactivate, .removeFromGroup("members"), .addToGroup("members"),
    .exempt(until: later, owner: "hr"), .restore,
  ]

  private static let manualActions: [any Sample] =
    kinds.map { kind in
      ManualActionRequest(
        action: ManualAction(
          users: [reference], kind: kind, reason: "left", analysisID: "a1",
          overrideReason: "asked"),
        requestID: "r", isValidateOnly: true)
    } + [
      ManualActionResponse(
        outcomes: Outcome.Result.allCases.map {
          var copy = outcome
          copy.result = $0
          return copy
        })
    ]

  private static let runRequests: [any Sample] = [
    RunRequest.with {
      $0.analysisID = "a1"
      $0.confirmCandidateCount = 8
      $0.overrideLimits = "audit"
      $0.requestID = "r"
      $0.isValidateOnly = true
    },
    WatchRunRequest.with {
      $0.runID = "run1"
      $0.fromSequence = 5
    },
    CancelRunRequest.with {
      $0.runID = "run1"
      $0.requestID = "r"
    },
    UndoRunRequest.with {
      $0.runID = "run1"
      $0.requestID = "r"
      $0.isValidateOnly = true
    },
    ReleaseHeldRunRequest.with {
      $0.directory = "users"
      $0.reason = "they left"
      $0.etag = "e9"
      $0.requestID = "r"
    },
    ReleaseHeldRunResponse.with { $0.released = [heldListing] },
    PutExemptionRequest.with {
      $0.user = reference
      $0.until = later
      $0.owner = "hr"
      $0.reason = "leave"
      $0.requestID = "r"
    },
    DeleteExemptionRequest.with {
      $0.user = reference
      $0.requestID = "r"
    },
    ListExemptionsRequest.with {
      $0.pageSize = 7
      $0.pageToken = "p"
    },
    ListLogsRequest.with {
      $0.pageSize = 7
      $0.pageToken = "p"
    },
    GetLogRequest.with { $0.runID = "run1" },
    ListOutcomesRequest.with {
      $0.runID = "run1"
      $0.pageSize = 7
      $0.pageToken = "p"
      $0.result = .manual
      $0.text = "an"
    },
    ExportLogRequest.with {
      $0.runID = "run1"
      $0.format = .jsonLines
    },
  ]
}
