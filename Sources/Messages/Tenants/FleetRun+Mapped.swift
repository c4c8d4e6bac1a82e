internal import CMessages
package import Cleanup
internal import Protobuf

extension FleetRun: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__FleetRun> {
    dormouse__v1__fleet_run__init
  }
  static var blank: FleetRun {
    FleetRun(id: "", kind: .cleanup, state: .running, trigger: .manual, startedAt: .unset)
  }

  mutating func map(_ c: inout Dormouse__V1__FleetRun, _ coder: inout WireCoder) {
    coder.text(&id, &c.id)
    coder.code("kind", &kind, &c.kind)
    coder.code("state", &state, &c.state)
    coder.code("trigger", &trigger, &c.trigger)
    coder.moment("start_time", &startedAt, &c.start_time)
    coder.moment("end_time", &endedAt, &c.end_time)
    coder.count(&candidates, &c.candidate_count)
    coder.defaulted("counts", &counts, &c.counts)
    coder.text(&refusal, &c.refusal)
  }
}
