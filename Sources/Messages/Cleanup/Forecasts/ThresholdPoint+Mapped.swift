internal import CMessages
package import Cleanup
internal import Protobuf

extension ThresholdPoint: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ThresholdPoint> {
    dormouse__v1__threshold_point__init
  }
  static var blank: ThresholdPoint { ThresholdPoint(inactiveAfterDays: 0) }

  mutating func map(_ c: inout Dormouse__V1__ThresholdPoint, _ coder: inout WireCoder) {
    coder.count(&inactiveAfterDays, &c.inactive_after_days)
    coder.count(&candidates, &c.candidate_count)
    coder.count(&freedSeats, &c.freed_seat_count)
  }
}
