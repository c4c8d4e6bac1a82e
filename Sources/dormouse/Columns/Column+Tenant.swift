internal import Cleanup

extension Column where Row == Tenant {
  /// A tenant in a list.
  static var tenants: [Column] {
    [
      Column("name") { .text($0.name) },
      Column("display name") { .text($0.displayName) },
      Column("created") { .moment($0.createdAt) },
      Column("id") { .text($0.id.description) },
    ]
  }

  /// A tenant by itself.
  static var tenant: [Column] {
    tenants + [
      Column("held") { .text($0.held.map(\.explanation).joined(separator: " ")) },
      Column("etag") { .text($0.etag) },
    ]
  }
}
