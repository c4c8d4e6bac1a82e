internal import CMessages
package import Cleanup
internal import Protobuf

extension Run: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Run> {
    dormouse__v1__run__init
  }
  static var blank: Run {
    Run(
      id: "", startedBy: "", startedAt: .unset, analysisID: "", policy: .blank, candidates: 0)
  }

  mutating func map(_ c: inout Dormouse__V1__Run, _ coder: inout WireCoder) {
    coder.text(&id, &c.id)
    coder.code("kind", &kind, &c.kind)
    coder.code("state", &state, &c.state)
    coder.code("trigger", &trigger, &c.trigger)
    coder.text(&startedBy, &c.started_by)
    coder.moment("start_time", &startedAt, &c.start_time)
    coder.moment("end_time", &endedAt, &c.end_time)
    coder.text(&analysisID, &c.analysis_id)
    coder.message("policy", &policy, &c.policy)
    coder.count(&candidates, &c.candidate_count)
    coder.defaulted("counts", &counts, &c.counts)
    coder.text(&overrideReason, &c.override_limits)
    coder.text(&cancelledBy, &c.cancelled_by)
    coder.text(&logFile, &c.log_file)
    coder.text(&undoes, &c.undoes_run_id)
    coder.text(&refusal, &c.refusal)
  }
}

extension Run.Kind: WireCode {
  static let wireOrder: [Run.Kind] = [.cleanup, .undo]
}

extension Run.State: WireCode {
  static let wireOrder: [Run.State] = [.running, .completed, .cancelled, .refused]
}

extension Run.Trigger: WireCode {
  static let wireOrder: [Run.Trigger] = [.manual, .schedule]
}
