internal import Cleanup
internal import Messages

/// What must be done to a tenant so that it is as a file says.
struct ConfigPlan {
  /// One change of one thing, which one call makes.
  enum Step {
    case create(displayName: String)
    /// Its field is where the directory stands in the file.
    case put(PutDirectoryRequest, field: String)
    case configure(ConfigureRequest)
    case provision(ConfigureProvisioningRequest)
    case schedule(ScheduleRequest)

    /// What it changes, for messages.
    var name: String {
      switch self {
      case .create: "tenant"
      case .put(let request, _): "directory \(request.name)"
      case .configure: "policy"
      case .provision: "provisioning"
      case .schedule: "schedule"
      }
    }
  }

  /// Name of the tenant.
  let tenant: String
  /// Where the file says so.
  let place: TenantConfig.Place
  /// What is done, in this order.
  private(set) var steps: [Step] = []
  /// The differences, a line each.
  private(set) var lines: [String] = []
  /// Names of directories that are not there yet.
  var addedDirectories: Set<String> = []

  /// Compares what a file says with what is there.
  init(_ wanted: TenantConfig, _ state: ConfigState) {
    tenant = wanted.name
    place = wanted.place
    if !state.exists {
      add(
        .create(displayName: wanted.displayName ?? ""),
        differences("tenant", nil, .text(wanted.name))
          + differences("display_name", nil, wanted.displayName.flatMap { .some($0) }))
    }
    if let directories = wanted.directories { put(directories, state.directories) }
    if let policy = wanted.policy { configure(policy, state.policy) }
    if let provisioning = wanted.provisioning { provision(provisioning, state.provisioning) }
    if let schedule = wanted.schedule { self.schedule(schedule, state.schedule) }
  }

  /// Whether the server only misses a directory that is put before, by an earlier step.
  func isOfAddedDirectory(_ violation: FieldViolation) -> Bool {
    for step in steps {
      let settings: (String, ConfigValue)? =
        switch step {
        case .configure(let request): ("policy.", request.policy.config)
        case .provision(let request): ("provisioning.", request.provisioning.config)
        case .create, .put, .schedule: nil
        }
      guard let (part, values) = settings, violation.field.hasPrefix(part),
        case .text(let name)? = values.value(at: String(violation.field.dropFirst(part.count)))
      else { continue }
      let key = violation.field.split(separator: ".").last ?? ""
      return addedDirectories.contains(name) && key.hasPrefix("director")
    }
    return false
  }

  private mutating func configure(_ policy: Policy, _ stored: StoredPolicy?) {
    // The parts name all that is in them.
    let whole = PolicyField.allCases.filter { !$0.rawValue.contains(".") && $0 != .group }
    var request = ConfigureRequest(policy: policy, updateMask: stored == nil ? nil : whole)
    request.etag = stored?.etag ?? ""
    add(.configure(request), differences("policy", stored?.policy.config, policy.config))
  }

  private mutating func provision(_ provisioning: Provisioning, _ stored: StoredProvisioning) {
    let (old, new) = (stored.provisioning.config, provisioning.config)
    // Only what is shown to differ: whatever a file could not say stays as it is.
    let fields = ProvisioningField.allCases.filter { old[$0.rawValue] != new[$0.rawValue] }
    let request = ConfigureProvisioningRequest.with {
      $0.provisioning = provisioning
      $0.updateMask = stored.revision == 0 ? nil : fields
      $0.etag = stored.etag
    }
    let forgotten = stored.provisioning.identityProviders.map(\.issuer)
      .filter { provisioning.identityProvider($0) == nil }
      .map { "  ! provisioning.identity_providers: it is forgotten who the users of \"\($0)\" are" }
    add(.provision(request), differences("provisioning", old, new) + forgotten)
  }

  private mutating func schedule(_ schedule: Schedule, _ stored: ScheduleReport?) {
    var schedule = schedule
    // The server remembers when a schedule began that does not say so itself.
    schedule.startTime = schedule.startTime ?? stored?.schedule.startTime
    add(
      .schedule(ScheduleRequest(schedule, etag: stored?.etag ?? "")),
      differences("schedule", stored?.schedule.config, schedule.config))
  }

  /// Adds a step with all that it changes; one that changes nothing that could be shown is none, unless others
  /// need it.
  mutating func add(_ step: Step, _ differences: [String], isForced: Bool = false) {
    guard !differences.isEmpty || isForced else { return }
    steps.append(step)
    lines += differences
  }

  /// Every setting that differs: `+` new, `-` gone, `~` changed.
  func differences(
    _ path: String, _ old: ConfigValue?, _ new: ConfigValue?
  ) -> [String] {
    let before = old?.settings(in: path) ?? []
    let after = new?.settings(in: path) ?? []
    var lines: [String] = []
    for setting in after {
      if let known = before.first(where: { $0.path == setting.path }) {
        guard known.value != setting.value else { continue }
        lines.append("  ~ \(setting.path): \(known.value.short) → \(setting.value.short)")
      } else {
        lines.append("  + \(setting.path): \(setting.value.short)")
      }
    }
    for setting in before where !after.contains(where: { $0.path == setting.path }) {
      lines.append("  - \(setting.path): \(setting.value.short)")
    }
    return lines
  }
}
