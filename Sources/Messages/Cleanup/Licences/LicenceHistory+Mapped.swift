internal import CMessages
package import Cleanup
internal import Protobuf

extension LicenceHistory: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__LicenceHistory> {
    dormouse__v1__licence_history__init
  }
  static var blank: LicenceHistory { LicenceHistory() }

  mutating func map(_ c: inout Dormouse__V1__LicenceHistory, _ coder: inout WireCoder) {
    coder.list("days", &days, &c.days, &c.n_days)
    coder.count(&freed, &c.freed_count)
    coder.count(&restored, &c.restored_count)
    coder.message("price", &price, &c.price)
    coder.number(&savedMinorUnits, &c.saved_minor_units)
  }
}
