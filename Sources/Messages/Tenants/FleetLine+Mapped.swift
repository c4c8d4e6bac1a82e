internal import CMessages
package import Cleanup
internal import Protobuf

extension FleetLine: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__FleetStatusResponse> {
    dormouse__v1__fleet_status_response__init
  }
  static var blank: FleetLine { FleetLine(.blank) }

  mutating func map(_ c: inout Dormouse__V1__FleetStatusResponse, _ coder: inout WireCoder) {
    coder.message("tenant", &tenant, &c.tenant)
    coder.text(&trouble, &c.error)
    coder.message("policy", &policy, &c.policy)
    coder.flag(&isScheduleOn, &c.schedule_enabled)
    coder.moment("next_cleanup_time", &nextCleanup, &c.next_cleanup_time)
    coder.flag(&isOverdue, &c.overdue)
    coder.message("last_start", &lastStart, &c.last_start)
    coder.message("last_run", &lastRun, &c.last_run)
    coder.count(&seatsFreed, &c.seats_freed_count)
    coder.count(&asleep, &c.asleep_count)
  }
}
