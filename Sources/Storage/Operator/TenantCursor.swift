/// Where a page of tenants ended: they come by name.
package struct TenantCursor: Hashable, Sendable, Codable {
  var name: String
}
