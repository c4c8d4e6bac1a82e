internal import Cleanup

extension Column where Row == StoredProvisioning {
  /// What logins may do in a tenant.
  static var provisioning: [Column] {
    [
      Column("seat limit") {
        $0.provisioning.seatLimit.map(Cell.number) ?? .text("none")
      },
      Column("max creations per day") { .number($0.provisioning.effectiveMaxCreationsPerDay) },
      Column("admin groups") { .flag($0.provisioning.allowsAdminGroups) },
      Column("revision") { .number(Int($0.revision)) },
      Column("updated") { .moment($0.updatedAt) },
      Column("updated by") { .text($0.updatedBy) },
      Column("etag") { .text($0.etag) },
    ]
  }
}

extension Column where Row == DirectoryProvisioning {
  /// What logins may do in a directory.
  static var provisionedDirectories: [Column] {
    [
      Column("directory") { .text($0.directory) },
      Column("create") { .flag($0.createsUsers) },
      Column("update") { .flag($0.updatesUsers) },
      Column("activate") { .flag($0.activatesUsers ?? true) },
      Column("default groups") { .list($0.defaultGroups) },
      Column("attributes") { .list($0.attributes.map { "\($0.claim)=\($0.attribute.rawValue)" }) },
      Column("groups") { .list($0.groups.map { "\($0.claim)=\($0.value)=\($0.group)" }) },
    ]
  }
}
