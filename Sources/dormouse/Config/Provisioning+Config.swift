internal import Cleanup

extension Provisioning {
  /// The provisioning of a file. What is left out has its default.
  init(_ map: ConfigMap) {
    self.init(
      directories: map.maps("directories").map { DirectoryProvisioning($0) },
      seatLimit: map.number("seat_limit"),
      allowsAdminGroups: map.flag("allow_admin_groups") ?? false,
      maxCreationsPerDay: map.number("max_creations_per_day"),
      identityProviders: map.maps("identity_providers").map { IdentityProvider($0) })
    map.finish()
    for violation in violations { map.refuse(violation.field, violation.description) }
  }

  /// The provisioning for a file.
  var config: ConfigValue {
    .map([
      "directories": .some(directories.map(\.config)),
      "seat_limit": seatLimit.map { .number($0) },
      "allow_admin_groups": .some(allowsAdminGroups),
      "max_creations_per_day": maxCreationsPerDay.map { .number($0) },
      "identity_providers": .some(identityProviders.map(\.config)),
    ])
  }
}

extension IdentityProvider {
  /// A provider of a file. What it lacks is found with whatever else is wrong in the settings.
  fileprivate init(_ map: ConfigMap) {
    self.init(
      issuer: map.text("issuer") ?? "", audiences: map.texts("audiences"),
      algorithms: map.choices("algorithms", SigningAlgorithm.named),
      userClaim: map.text("user_claim") ?? "", directory: map.text("directory") ?? "",
      clockSkewSeconds: map.number("clock_skew_seconds"))
    map.finish()
  }

  fileprivate var config: ConfigValue {
    .map([
      "issuer": .text(issuer), "audiences": .some(audiences),
      "algorithms": .some(algorithms.map(\.name)), "user_claim": .some(userClaim),
      "directory": .some(directory), "clock_skew_seconds": clockSkewSeconds.map { .number($0) },
    ])
  }
}

extension SigningAlgorithm {
  fileprivate var name: String { rawValue.uppercased() }
}

extension DirectoryProvisioning {
  fileprivate init(_ map: ConfigMap) {
    let directory = map.text("directory")
    if directory == nil, !map.has("directory") { map.refuse("", "needs directory") }
    self.init(
      directory: directory ?? "", createsUsers: map.flag("create_users") ?? false,
      updatesUsers: map.flag("update_users") ?? false, activatesUsers: map.flag("activate_users"),
      defaultGroups: map.texts("default_groups"),
      attributes: map.maps("attributes").compactMap { AttributeMapping($0) },
      groups: map.maps("groups").map { GroupMapping($0) })
    map.finish()
  }

  fileprivate var config: ConfigValue {
    .map([
      "directory": .text(directory), "create_users": .some(createsUsers),
      "update_users": .some(updatesUsers), "activate_users": activatesUsers.map { .flag($0) },
      "default_groups": .some(defaultGroups), "attributes": .some(attributes.map(\.config)),
      "groups": .some(groups.map(\.config)),
    ])
  }
}

extension DirectoryProvisioning.AttributeMapping {
  fileprivate init?(_ map: ConfigMap) {
    typealias Attribute = DirectoryProvisioning.Attribute
    let claim = map.text("claim") ?? ""
    let attribute = map.choice(
      "attribute", Attribute.allCases.map { (name: $0.rawValue, value: $0) })
    if attribute == nil, !map.has("attribute") { map.refuse("", "needs attribute") }
    map.finish()
    guard let attribute else { return nil }
    self.init(claim: claim, attribute: attribute)
  }

  fileprivate var config: ConfigValue {
    .map(["claim": .text(claim), "attribute": .text(attribute.rawValue)])
  }
}

extension DirectoryProvisioning.GroupMapping {
  fileprivate init(_ map: ConfigMap) {
    self.init(
      claim: map.text("claim") ?? "", value: map.text("value") ?? "",
      group: map.text("group") ?? "", isRemovedWhenGone: map.flag("remove_when_gone") ?? false)
    map.finish()
  }

  fileprivate var config: ConfigValue {
    .map([
      "claim": .text(claim), "value": .text(value), "group": .text(group),
      "remove_when_gone": .some(isRemovedWhenGone),
    ])
  }
}
