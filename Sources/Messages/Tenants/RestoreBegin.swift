internal import CMessages
internal import Protobuf

/// Which tenant a backup becomes.
package struct RestoreBegin: DefaultedMessage {
  /// Name of the tenant.
  package var name = ""
  /// Name for people of a new tenant; may be empty.
  package var displayName = ""
  /// The current etag of the tenant whose database is replaced; empty to make a new tenant.
  package var etag = ""

  package init() {}
}

extension RestoreBegin: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__RestoreBegin> {
    dormouse__v1__restore_begin__init
  }
  mutating func map(_ c: inout Dormouse__V1__RestoreBegin, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
    coder.text(&displayName, &c.display_name)
    coder.text(&etag, &c.etag)
  }
}
