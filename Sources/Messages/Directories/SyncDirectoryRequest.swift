internal import CMessages
internal import Protobuf

/// Asks that a remote directory be listed.
package struct SyncDirectoryRequest: DefaultedMessage {
  /// Name of the directory.
  package var directory = ""

  package init() {}
}

extension SyncDirectoryRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__SyncDirectoryRequest> {
    dormouse__v1__sync_directory_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__SyncDirectoryRequest, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
  }
}
