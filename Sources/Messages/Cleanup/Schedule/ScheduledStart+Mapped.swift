internal import CMessages
package import Cleanup
internal import Protobuf

extension ScheduledStart: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ScheduledStart> {
    dormouse__v1__scheduled_start__init
  }
  static var blank: ScheduledStart {
    ScheduledStart(dueAt: .unset, at: .unset, result: .started)
  }

  mutating func map(_ c: inout Dormouse__V1__ScheduledStart, _ coder: inout WireCoder) {
    coder.moment("due_time", &dueAt, &c.due_time)
    coder.moment("time", &at, &c.time)
    coder.code("result", &result, &c.result)
    coder.text(&reason, &c.reason)
    coder.text(&message, &c.message)
    coder.text(&runID, &c.run_id)
  }
}

extension ScheduledStart.Result: WireCode {
  static let wireOrder: [ScheduledStart.Result] = [.started, .analyzed, .refused, .paused, .missed]
}
