internal import CMessages
package import Cleanup
internal import Protobuf

extension StoredProvisioning: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Provisioning> {
    dormouse__v1__provisioning__init
  }
  static var blank: StoredProvisioning { StoredProvisioning() }

  mutating func map(_ c: inout Dormouse__V1__Provisioning, _ coder: inout WireCoder) {
    coder.list(
      "directories", &provisioning.directories, &c.directories, &c.n_directories)
    coder.wrapped(&provisioning.seatLimit, &c.seat_limit)
    coder.flag(&provisioning.allowsAdminGroups, &c.allow_admin_groups)
    coder.wrapped(&provisioning.maxCreationsPerDay, &c.max_creations_per_day)
    coder.number(&revision, &c.revision)
    coder.text(&etag, &c.etag)
    coder.moment("update_time", &updatedAt, &c.update_time)
    coder.text(&updatedBy, &c.updated_by)
    coder.list(
      "identity_providers", &provisioning.identityProviders, &c.identity_providers,
      &c.n_identity_providers)
  }
}
