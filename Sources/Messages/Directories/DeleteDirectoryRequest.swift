internal import CMessages
internal import Protobuf

/// Asks that a directory be deleted.
package struct DeleteDirectoryRequest: DefaultedMessage {
  /// Name of the directory.
  package var name = ""
  /// The current etag; empty skips the check.
  package var etag = ""
  /// Deletes it even if users are held whom nobody can restore afterwards.
  package var abandonsHolds = false
  /// Checks everything but deletes nothing.
  package var isValidateOnly = false
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension DeleteDirectoryRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DeleteDirectoryRequest> {
    dormouse__v1__delete_directory_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__DeleteDirectoryRequest, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
    coder.text(&etag, &c.etag)
    coder.flag(&abandonsHolds, &c.abandon_holds)
    coder.flag(&isValidateOnly, &c.validate_only)
    coder.text(&requestID, &c.request_id)
  }
}
