internal import CMessages
package import Cleanup
internal import Protobuf

/// The generation of imports stays inside; a directory that was read has generation 0.
extension DirectorySettings: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Directory> {
    dormouse__v1__directory__init
  }
  static var blank: DirectorySettings {
    DirectorySettings(id: DirectoryID(rawValue: 0), name: "", position: 0, createdAt: .unset)
  }

  mutating func map(_ c: inout Dormouse__V1__Directory, _ coder: inout WireCoder) {
    var idText = String(id.rawValue)
    coder.text(&idText, &c.id)
    if let row = Int64(idText) {
      id = DirectoryID(rawValue: row)
    } else {
      coder.refuse("id", "must be a number")
    }
    coder.text(&name, &c.name)
    coder.code("kind", &kind, &c.kind)
    coder.count(&position, &c.position)
    coder.defaulted("capabilities", &capabilities, &c.capabilities)
    coder.count(&userCount, &c.user_count)
    coder.count(&groupCount, &c.group_count)
    coder.flag(&isComplete, &c.complete)
    coder.moment("create_time", &createdAt, &c.create_time)
    coder.moment("last_import_time", &lastImportAt, &c.last_import_time)
    coder.text(&etag, &c.etag)
    mapActivitySource(&c, &coder)
    coder.message("observation", &observation, &c.observation)
    coder.message("held_listing", &held, &c.held_listing)
    coder.remote(&remote, &c)
    coder.flag(&hasSecret, &c.has_secret)
    coder.message("listing_failure", &failure, &c.listing_failure)
  }

  /// From when on logins are observed stays inside; of a directory that was read it is unset.
  private mutating func mapActivitySource(
    _ c: inout Dormouse__V1__Directory, _ coder: inout WireCoder
  ) {
    var source: ActivitySource? = activitySource
    coder.code("activity_source", &source, &c.activity_source)
    if coder.isReading { observedSince = source == .observed ? .unset : nil }
  }
}

extension ActivitySource: WireCode {
  static let wireOrder: [ActivitySource] = [.reported, .observed]
}

extension DirectoryKind: WireCode {
  static let wireOrder: [DirectoryKind] = [.embedded, .ldap, .scim]
}
