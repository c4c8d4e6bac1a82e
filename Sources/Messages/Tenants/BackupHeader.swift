internal import CMessages
package import Cleanup
internal import Protobuf

/// What a backup is.
package struct BackupHeader: WireMessage, Hashable {
  /// The version that this program writes and reads.
  package static let currentFormat = 1

  /// Version of this message and of the order of parts.
  package var formatVersion = Self.currentFormat
  /// Name of the tenant.
  package var tenantName: String
  /// Immutable id of the tenant.
  package var tenantID: String
  /// Name for people; may be empty.
  package var displayName: String
  /// Application id in the header of the database file.
  package var applicationID: Int64
  /// Version of the database's schema.
  package var schemaVersion: Int
  /// Bytes of all chunks.
  package var byteCount: Int64
  /// When the copy was made.
  package var createdAt: Moment

  /// The header of a tenant's backup.
  package init(
    of tenant: Tenant, applicationID: Int64, schemaVersion: Int, byteCount: Int64,
    createdAt: Moment
  ) {
    tenantName = tenant.name
    tenantID = tenant.id.description
    displayName = tenant.displayName
    self.applicationID = applicationID
    self.schemaVersion = schemaVersion
    self.byteCount = byteCount
    self.createdAt = createdAt
  }
}

extension BackupHeader: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__BackupHeader> {
    dormouse__v1__backup_header__init
  }
  static var blank: BackupHeader {
    BackupHeader(
      of: .blank, applicationID: 0, schemaVersion: 0, byteCount: 0, createdAt: .unset)
  }

  mutating func map(_ c: inout Dormouse__V1__BackupHeader, _ coder: inout WireCoder) {
    coder.count(&formatVersion, &c.format_version)
    coder.text(&tenantName, &c.tenant_name)
    coder.text(&tenantID, &c.tenant_id)
    coder.text(&displayName, &c.display_name)
    coder.number(&applicationID, &c.application_id)
    coder.count(&schemaVersion, &c.schema_version)
    coder.number(&byteCount, &c.byte_count)
    coder.moment("create_time", &createdAt, &c.create_time)
  }
}
