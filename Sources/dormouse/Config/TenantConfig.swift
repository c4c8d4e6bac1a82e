internal import Cleanup
internal import Yams

/// What a file says of one tenant. A part that is left out stays as it is.
struct TenantConfig {
  /// Name of the tenant.
  var name: String
  /// Name for people; nil when the file does not say.
  var displayName: String?
  /// Directories; others that are there stay as they are.
  var directories: [DirectoryConfig]?
  /// The whole policy.
  var policy: Policy?
  /// The whole schedule. Without a start time in the file, the one that is stored stays.
  var schedule: Schedule?
  /// What logins may do, as a whole.
  var provisioning: Provisioning?
  /// Where it stands in which file.
  var place: Place

  /// Where settings stand.
  struct Place {
    var source: ConfigSource
    var line: Int
    var lines: ConfigLines

    /// Notes what is wrong with settings, each at the line of its key.
    func refuse(_ violations: [FieldViolation]) {
      for violation in violations {
        source.add(
          violation.field, violation.description,
          line: lines.line(of: violation.field) ?? line)
      }
    }
  }

  /// Reads files, in their order; what is wrong stays with the files.
  static func read(_ sources: [ConfigSource]) -> [TenantConfig] {
    var tenants: [TenantConfig] = []
    var seen: [String: String] = [:]
    for source in sources {
      for node in source.documents().flatMap({ nodes(of: $0, source) }) {
        guard let tenant = TenantConfig(node, source) else { continue }
        let place = "\(source.path):\(tenant.place.line)"
        if let first = seen.updateValue(place, forKey: tenant.name) {
          source.add(
            "tenant", "\"\(tenant.name)\" stands at \(first) already", line: tenant.place.line)
        }
        tenants.append(tenant)
      }
    }
    return tenants
  }

  /// The tenants of a document: one, a list, or a list under `tenants`.
  private static func nodes(of document: Node, _ source: ConfigSource) -> [Node] {
    if case .sequence(let list) = document { return Array(list) }
    guard case .mapping(let mapping) = document, let list = mapping["tenants"] else {
      return [document]
    }
    for (key, _) in mapping where key.string != "tenants" {
      source.add(
        key.string ?? "", "is no key here: beside \"tenants\" nothing may stand",
        line: key.mark?.line ?? 0)
    }
    guard case .sequence(let tenants) = list else {
      source.add("tenants", "must be a list", line: list.mark?.line ?? 0)
      return []
    }
    return Array(tenants)
  }

  private init?(_ node: Node, _ source: ConfigSource) {
    let lines = ConfigLines()
    guard let map = ConfigMap(node, "", source, lines) else { return nil }
    place = Place(source: source, line: map.line, lines: lines)
    let name = map.text("tenant")
    if name == nil, !map.has("tenant") { map.refuse("", "needs tenant, the name of one") }
    displayName = map.text("display_name")
    if map.has("directories") {
      directories = map.maps("directories").compactMap { DirectoryConfig($0) }
    }
    policy = map.map("policy").flatMap { Policy($0) }
    schedule = map.map("schedule").flatMap { Schedule($0) }
    provisioning = map.map("provisioning").map { Provisioning($0) }
    map.finish()
    guard let name else { return nil }
    self.name = name
    if !ResourceName.isValid(name) { map.refuse("tenant", ResourceName.rule) }
    refuseDoubled()
  }

  /// Notes directories that share a name or a position.
  private func refuseDoubled() {
    var (names, positions): (Set<String>, Set<Int>) = ([], [])
    for directory in directories ?? [] {
      if !names.insert(directory.name).inserted {
        place.refuse([
          FieldViolation(
            field: "\(directory.field).name",
            description: "\"\(directory.name)\" stands there twice")
        ])
      }
      if let position = directory.position, !positions.insert(position).inserted {
        place.refuse([
          FieldViolation(
            field: "\(directory.field).position", description: "\(position) stands there twice")
        ])
      }
    }
  }

  /// A tenant for a file.
  static func config(
    _ name: String, displayName: String?, directories: [DirectorySettings], policy: Policy?,
    schedule: Schedule?, provisioning: Provisioning?
  ) -> ConfigValue {
    .map([
      "tenant": .text(name), "display_name": displayName.flatMap { .some($0) },
      "directories": .some(directories.map { DirectoryConfig.config(of: $0) }),
      "policy": policy?.config, "schedule": schedule?.config, "provisioning": provisioning?.config,
    ])
  }
}
