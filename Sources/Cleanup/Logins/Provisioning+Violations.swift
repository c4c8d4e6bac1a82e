extension Provisioning {
  /// Everything that is wrong with the settings by themselves, each field by its path on the wire.
  ///
  /// Whether named directories and groups exist is for the caller to check.
  package var violations: [FieldViolation] {
    var found = doubled("directories", directories.map(\.directory), ".directory")
    for (index, directory) in directories.enumerated() {
      found += directory.violations.map { $0.inside("directories[\(index)]") }
    }
    if let seatLimit, !(0...Int(Int32.max)).contains(seatLimit) {
      found.append(FieldViolation(field: "seat_limit", description: "must not be negative"))
    }
    if let most = maxCreationsPerDay, !(0...Self.mostCreationsPerDay).contains(most) {
      found.append(
        FieldViolation(
          field: "max_creations_per_day",
          description: "must be 0 to \(Self.mostCreationsPerDay), not \(most)"))
    }
    return found + providerViolations
  }

  private var providerViolations: [FieldViolation] {
    guard identityProviders.count <= IdentityProvider.maxProviders else {
      let rule = "has \(identityProviders.count) entries, more than the"
      return [
        FieldViolation(
          field: "identity_providers",
          description: "\(rule) \(IdentityProvider.maxProviders) allowed")
      ]
    }
    var found = doubled("identity_providers", identityProviders.map(\.issuer), ".issuer")
    for (index, provider) in identityProviders.enumerated() {
      found += provider.violations.map { $0.inside("identity_providers[\(index)]") }
    }
    return found
  }
}

extension DirectoryProvisioning {
  /// What is wrong with the settings of one directory.
  fileprivate var violations: [FieldViolation] {
    var found = count("default_groups", defaultGroups.count, Self.maxDefaultGroups)
    found += count("groups", groups.count, Self.maxGroupMappings)
    guard found.isEmpty else { return found }
    found += texts(defaultGroups.enumerated().map { ("default_groups[\($0)]", $1) })
    found += texts(attributes.enumerated().map { ("attributes[\($0)].claim", $1.claim) })
    found += doubled("attributes", attributes.map(\.attribute.rawValue), ".attribute")
    for (index, mapping) in groups.enumerated() {
      found += texts([
        ("groups[\(index)].claim", mapping.claim), ("groups[\(index)].value", mapping.value),
        ("groups[\(index)].group", mapping.group),
      ])
    }
    return found
  }

  private func count(_ field: String, _ count: Int, _ most: Int) -> [FieldViolation] {
    if count <= most { return [] }
    let rule = "has \(count) entries, more than the \(most) allowed"
    return [FieldViolation(field: field, description: rule)]
  }

  private func texts(_ fields: [(String, String)]) -> [FieldViolation] {
    fields.compactMap { field, text in
      textViolation(text, least: 1).map { FieldViolation(field: field, description: $0) }
    }
  }
}

/// The entries of a list whose names stood before.
private func doubled(_ field: String, _ names: [String], _ part: String) -> [FieldViolation] {
  var seen: Set<String> = []
  return names.enumerated().compactMap { index, name in
    if seen.insert(name).inserted { return nil }
    return FieldViolation(
      field: "\(field)[\(index)]\(part)", description: "is given twice: give it once")
  }
}
