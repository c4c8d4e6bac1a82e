internal import CMessages
package import Cleanup
internal import Protobuf

/// What became of a backup.
package struct RestoreTenantResponse: WireMessage, Hashable {
  /// The tenant, with a new etag.
  package var tenant: Tenant
  /// Whether it is new.
  package var isNew = false
  /// Version of the schema that the backup had.
  package var backupSchemaVersion = 0
  /// Tokens of the backup that were dropped.
  package var droppedTokens = 0
  /// Whether the backup's schedule was on; it is off now.
  package var isScheduleSwitchedOff = false
  /// Id of the backup's unfinished run, which ends as cancelled; empty for none.
  package var cancelledRunID = ""

  /// A tenant that was restored.
  package init(_ tenant: Tenant) {
    self.tenant = tenant
  }
}

extension RestoreTenantResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__RestoreTenantResponse> {
    dormouse__v1__restore_tenant_response__init
  }
  static var blank: RestoreTenantResponse { RestoreTenantResponse(.blank) }

  mutating func map(_ c: inout Dormouse__V1__RestoreTenantResponse, _ coder: inout WireCoder) {
    coder.message("tenant", &tenant, &c.tenant)
    coder.flag(&isNew, &c.created)
    coder.count(&backupSchemaVersion, &c.backup_schema_version)
    coder.count(&droppedTokens, &c.dropped_token_count)
    coder.flag(&isScheduleSwitchedOff, &c.schedule_switched_off)
    coder.text(&cancelledRunID, &c.cancelled_run_id)
  }
}
