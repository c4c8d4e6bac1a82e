internal import CMessages
package import Cleanup
internal import Protobuf

/// A policy that is not stored has revision 0, and no time of its last change.
extension StoredPolicy: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Policy> {
    dormouse__v1__policy__init
  }
  static var blank: StoredPolicy {
    StoredPolicy(
      policy: Policy(action: .deactivate, inactiveAfterDays: 0), revision: 0, etag: "",
      updatedAt: .unset, updatedBy: "")
  }

  mutating func map(_ c: inout Dormouse__V1__Policy, _ coder: inout WireCoder) {
    policy.map(&c, &coder)
    coder.number(&revision, &c.revision)
    coder.text(&etag, &c.etag)
    var time: Moment? = revision == 0 ? nil : updatedAt
    coder.moment("update_time", &time, &c.update_time)
    updatedAt = revision == 0 ? .unset : time ?? .unset
    coder.text(&updatedBy, &c.updated_by)
  }
}
