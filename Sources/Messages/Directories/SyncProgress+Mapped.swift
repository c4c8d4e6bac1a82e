internal import CMessages
package import Cleanup
internal import Protobuf

extension SyncProgress: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__SyncProgress> {
    dormouse__v1__sync_progress__init
  }
  static var blank: SyncProgress { SyncProgress() }

  mutating func map(_ c: inout Dormouse__V1__SyncProgress, _ coder: inout WireCoder) {
    coder.count(&users, &c.user_count)
    coder.count(&groups, &c.group_count)
  }
}
