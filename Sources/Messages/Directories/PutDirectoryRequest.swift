internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks that a directory be created, moved, or reached in another way.
package struct PutDirectoryRequest: DefaultedMessage {
  /// Name of the directory.
  package var name = ""
  /// What it is; nil when it is not said.
  package var kind: DirectoryKind?
  /// Its place from 1; 0 for behind all others, or unchanged.
  package var position = 0
  /// How its activity is known; nil to leave it as it is.
  package var activitySource: ActivitySource?
  /// How it is reached; nil to leave it as it is.
  package var remote: RemoteSettings?
  /// Its password, token or client secret; empty to leave it as it is.
  package var secret = ""
  /// The current etag; empty skips the check.
  package var etag = ""
  /// Checks everything but stores nothing.
  package var isValidateOnly = false
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension PutDirectoryRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__PutDirectoryRequest> {
    dormouse__v1__put_directory_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__PutDirectoryRequest, _ coder: inout WireCoder) {
    if !coder.isReading { c.directory = coder.arena.make(dormouse__v1__directory__init) }
    if let directory = c.directory {
      coder.text(&name, &directory.pointee.name)
      coder.code("directory.kind", &kind, &directory.pointee.kind)
      coder.count(&position, &directory.pointee.position)
      coder.text(&etag, &directory.pointee.etag)
      coder.code(
        "directory.activity_source", &activitySource, &directory.pointee.activity_source)
      coder.remote(&remote, &directory.pointee, "directory.")
    } else {
      coder.refuse("directory", "must be set")
    }
    coder.flag(&isValidateOnly, &c.validate_only)
    coder.text(&requestID, &c.request_id)
    coder.text(&secret, &c.secret)
  }
}
