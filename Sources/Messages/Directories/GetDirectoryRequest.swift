internal import CMessages
internal import Protobuf

/// Asks for one directory.
package struct GetDirectoryRequest: DefaultedMessage {
  /// Name of the directory.
  package var name = ""

  package init() {}
}

extension GetDirectoryRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__GetDirectoryRequest> {
    dormouse__v1__get_directory_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__GetDirectoryRequest, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
  }
}
