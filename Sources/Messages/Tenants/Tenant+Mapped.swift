internal import CMessages
package import Cleanup
internal import Protobuf

extension Tenant: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Tenant> {
    dormouse__v1__tenant__init
  }
  static var blank: Tenant {
    Tenant(id: .random(), name: "", createdAt: .unset, etag: "")
  }

  mutating func map(_ c: inout Dormouse__V1__Tenant, _ coder: inout WireCoder) {
    var idText = id.description
    coder.text(&idText, &c.id)
    if let read = TenantID(idText) {
      id = read
    } else {
      coder.refuse("id", "must be 32 lower-case hexadecimal digits")
    }
    coder.text(&name, &c.name)
    coder.text(&displayName, &c.display_name)
    coder.moment("create_time", &createdAt, &c.create_time)
    coder.text(&etag, &c.etag)
    coder.list("held_listings", &held, &c.held_listings, &c.n_held_listings)
  }
}
