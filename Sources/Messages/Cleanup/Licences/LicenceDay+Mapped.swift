internal import CMessages
package import Cleanup
internal import Protobuf

extension LicenceDay: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__LicenceDay> {
    dormouse__v1__licence_day__init
  }
  static var blank: LicenceDay { LicenceDay(date: "") }

  mutating func map(_ c: inout Dormouse__V1__LicenceDay, _ coder: inout WireCoder) {
    coder.text(&date, &c.date)
    coder.count(&held, &c.held_count)
    coder.flag(&isMeasured, &c.measured)
    coder.count(&freed, &c.freed_count)
    coder.count(&restored, &c.restored_count)
    coder.count(&free, &c.free_count)
  }
}
