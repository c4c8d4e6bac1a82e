/// A field of provisioning that an update mask can name.
package enum ProvisioningField: String, Hashable, Sendable, CaseIterable {
  case directories
  case seatLimit = "seat_limit"
  case allowAdminGroups = "allow_admin_groups"
  case maxCreationsPerDay = "max_creations_per_day"
  case identityProviders = "identity_providers"
}

extension Provisioning {
  /// The settings with the named fields taken from others.
  package func updating(_ fields: [ProvisioningField], from changes: Provisioning) -> Provisioning {
    var updated = self
    for field in fields {
      switch field {
      case .directories: updated.directories = changes.directories
      case .seatLimit: updated.seatLimit = changes.seatLimit
      case .allowAdminGroups: updated.allowsAdminGroups = changes.allowsAdminGroups
      case .maxCreationsPerDay: updated.maxCreationsPerDay = changes.maxCreationsPerDay
      case .identityProviders: updated.identityProviders = changes.identityProviders
      }
    }
    return updated
  }
}
