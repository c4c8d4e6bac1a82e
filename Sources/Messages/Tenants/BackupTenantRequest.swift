internal import CMessages
internal import Protobuf

/// Asks for a copy of a tenant's database.
package struct BackupTenantRequest: DefaultedMessage {
  /// Name of the tenant.
  package var name = ""

  package init() {}
}

extension BackupTenantRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__BackupTenantRequest> {
    dormouse__v1__backup_tenant_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__BackupTenantRequest, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
  }
}
