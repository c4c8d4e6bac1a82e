internal import CMessages
package import Cleanup
internal import Protobuf

/// What `WatchRun` streams.
package enum RunEvent: WireMessage, Hashable {
  /// One outcome, in order.
  case outcome(Outcome)
  /// How far it is.
  case progress(RunProgress)
  /// The run as it ended; last.
  case ended(Run)
}

extension RunEvent: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__WatchRunResponse> {
    dormouse__v1__watch_run_response__init
  }
  static var blank: RunEvent { .progress(RunProgress()) }

  mutating func map(_ c: inout Dormouse__V1__WatchRunResponse, _ coder: inout WireCoder) {
    switch (coder.direction, self) {
    case (.reading, _): read(c, &coder)
    case (.writing, .outcome(let outcome)):
      c.event_case = DORMOUSE__V1__WATCH_RUN_RESPONSE__EVENT_OUTCOME
      c.outcome = coder.build(outcome)
    case (.writing, .progress(let progress)):
      c.event_case = DORMOUSE__V1__WATCH_RUN_RESPONSE__EVENT_PROGRESS
      c.progress = coder.build(progress)
    case (.writing, .ended(let run)):
      c.event_case = DORMOUSE__V1__WATCH_RUN_RESPONSE__EVENT_RUN
      c.run = coder.build(run)
    }
  }

  private mutating func read(_ c: Dormouse__V1__WatchRunResponse, _ coder: inout WireCoder) {
    switch c.event_case {
    case DORMOUSE__V1__WATCH_RUN_RESPONSE__EVENT_OUTCOME:
      self = .outcome(coder.read(c.outcome, named: "outcome"))
    case DORMOUSE__V1__WATCH_RUN_RESPONSE__EVENT_PROGRESS:
      self = .progress(coder.read(c.progress, named: "progress"))
    case DORMOUSE__V1__WATCH_RUN_RESPONSE__EVENT_RUN:
      self = .ended(coder.read(c.run, named: "run"))
    default: coder.refuse("event", "must be outcome, progress or run")
    }
  }
}
