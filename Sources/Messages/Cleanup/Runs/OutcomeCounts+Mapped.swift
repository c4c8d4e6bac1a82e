internal import CMessages
package import Cleanup
internal import Protobuf

extension OutcomeCounts: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__OutcomeCounts> {
    dormouse__v1__outcome_counts__init
  }
  static var blank: OutcomeCounts { OutcomeCounts() }

  mutating func map(_ c: inout Dormouse__V1__OutcomeCounts, _ coder: inout WireCoder) {
    coder.count(&done, &c.done)
    coder.count(&skipped, &c.skipped)
    coder.count(&failed, &c.failed)
    coder.count(&manual, &c.manual)
  }
}
