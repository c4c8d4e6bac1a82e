internal import CMessages
package import Cleanup
internal import Protobuf

/// What `SyncDirectory` streams.
package enum SyncEvent: WireMessage, Hashable {
  /// How far it is.
  case progress(SyncProgress)
  /// What it changed; last.
  case result(ImportSummary)
}

extension SyncEvent: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__SyncDirectoryResponse> {
    dormouse__v1__sync_directory_response__init
  }
  static var blank: SyncEvent { .progress(SyncProgress()) }

  mutating func map(_ c: inout Dormouse__V1__SyncDirectoryResponse, _ coder: inout WireCoder) {
    switch (coder.direction, self) {
    case (.reading, _):
      switch c.step_case {
      case DORMOUSE__V1__SYNC_DIRECTORY_RESPONSE__STEP_PROGRESS:
        self = .progress(coder.read(c.progress, named: "progress"))
      case DORMOUSE__V1__SYNC_DIRECTORY_RESPONSE__STEP_RESULT:
        self = .result(coder.read(c.result, named: "result"))
      default: coder.refuse("step", "must be progress or result")
      }
    case (.writing, .progress(let progress)):
      c.step_case = DORMOUSE__V1__SYNC_DIRECTORY_RESPONSE__STEP_PROGRESS
      c.progress = coder.build(progress)
    case (.writing, .result(let result)):
      c.step_case = DORMOUSE__V1__SYNC_DIRECTORY_RESPONSE__STEP_RESULT
      c.result = coder.build(result)
    }
  }
}
