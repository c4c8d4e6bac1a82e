internal import CMessages
internal import Protobuf

/// Asks what a remote directory can do.
package struct TestDirectoryRequest: DefaultedMessage {
  /// Name of the directory.
  package var directory = ""

  package init() {}
}

extension TestDirectoryRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__TestDirectoryRequest> {
    dormouse__v1__test_directory_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__TestDirectoryRequest, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
  }
}
