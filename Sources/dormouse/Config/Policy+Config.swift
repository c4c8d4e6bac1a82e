internal import Cleanup

extension Policy {
  /// The policy of a file; nil, with mistakes, when it is not whole. What is left out has its default.
  init?(_ map: ConfigMap) {
    let action = Self.action(map)
    let days = map.number("inactive_after_days")
    if days == nil, !map.has("inactive_after_days") {
      map.refuse("", "needs inactive_after_days")
    }
    guard let action, let days else {
      // The other keys are looked at all the same, so that all mistakes come at once.
      var ignored = Policy(action: .deactivate, inactiveAfterDays: 1)
      ignored.read(map)
      return nil
    }
    self.init(action: action, inactiveAfterDays: days)
    read(map)
    for violation in violations {
      map.refuse(violation.field, violation.description)
    }
  }

  private static func action(_ map: ConfigMap) -> CleanupAction? {
    let names = [(name: "DEACTIVATE", value: false), (name: "REMOVE_FROM_GROUP", value: true)]
    let takesGroup = map.choice("action", names)
    let group = map.text("group")
    guard let takesGroup else {
      if !map.has("action") { map.refuse("", "needs action") }
      return nil
    }
    if !takesGroup {
      if group != nil { map.refuse("group", "must be left out unless action is REMOVE_FROM_GROUP") }
      return .deactivate
    }
    guard let group else {
      if !map.has("group") { map.refuse("", "needs group, because action is REMOVE_FROM_GROUP") }
      return nil
    }
    return .removeFromGroup(group)
  }

  private mutating func read(_ map: ConfigMap) {
    if let scope = map.map("scope") {
      self.scope = PolicyScope(
        directories: scope.texts("directories"), groups: scope.texts("groups"))
      scope.finish()
    }
    if let exceptions = map.map("exceptions") {
      self.exceptions = PolicyExceptions(
        groups: exceptions.texts("groups"), directories: exceptions.texts("directories"),
        users: exceptions.maps("users").map { UserRef($0) },
        usernamePatterns: exceptions.texts("username_patterns"))
      exceptions.finish()
    }
    cleanNeverLoggedInAfterDays = map.number("clean_never_logged_in_after_days")
    minimumAccountAgeDays = map.number("minimum_account_age_days") ?? 0
    graceAfterReactivationDays = map.number("grace_after_reactivation_days")
    countedSignals = Set(
      map.choices("counted_signals", ActivityKind.allCases.map { (name: $0.name, value: $0) }))
    if let limits = map.map("safety_limits") {
      safetyLimits = SafetyLimits(
        maxPercent: limits.number("max_percent"), maxUsers: limits.number("max_users"))
      limits.finish()
    }
    if let protection = map.map("protection") {
      self.protection = AdminProtection(
        adminGroups: protection.texts("admin_groups"), minAdmins: protection.number("min_admins"))
      protection.finish()
    }
    if let calendar = map.map("calendar") {
      self.calendar = CleanupCalendar(
        timeZone: calendar.text("time_zone") ?? "",
        pauses: calendar.maps("pauses").map { DateRange($0) },
        uncounted: calendar.maps("uncounted").map { DateRange($0) })
      calendar.finish()
    }
    analysisTTLHours = map.number("analysis_ttl_hours")
    map.finish()
  }

  /// The policy for a file, with every setting that is not at its default.
  var config: ConfigValue {
    .map([
      "action": .text(action.group == nil ? "DEACTIVATE" : "REMOVE_FROM_GROUP"),
      "group": action.group.map { .text($0) },
      "inactive_after_days": .number(inactiveAfterDays),
      "scope": .section([
        "directories": .some(scope.directories), "groups": .some(scope.groups),
      ]),
      "exceptions": .section([
        "groups": .some(exceptions.groups), "directories": .some(exceptions.directories),
        "users": .some(exceptions.users.map(\.config)),
        "username_patterns": .some(exceptions.usernamePatterns),
      ]),
      "clean_never_logged_in_after_days": cleanNeverLoggedInAfterDays.map { .number($0) },
      "minimum_account_age_days": minimumAccountAgeDays == 0
        ? nil : .number(minimumAccountAgeDays),
      "grace_after_reactivation_days": graceAfterReactivationDays.map { .number($0) },
      "counted_signals": .some(
        countedSignals.sorted { $0.rawValue < $1.rawValue }.map(\.name)),
      "safety_limits": .section([
        "max_percent": safetyLimits.maxPercent.map { .number($0) },
        "max_users": safetyLimits.maxUsers.map { .number($0) },
      ]),
      "protection": .section([
        "admin_groups": .some(protection.adminGroups),
        "min_admins": protection.minAdmins.map { .number($0) },
      ]),
      "calendar": .section([
        "time_zone": .some(calendar.timeZone), "pauses": .some(calendar.pauses.map(\.config)),
        "uncounted": .some(calendar.uncounted.map(\.config)),
      ]),
      "analysis_ttl_hours": analysisTTLHours.map { .number($0) },
    ])
  }
}

extension ConfigValue? {
  /// A list, left out when it is empty.
  static func some(_ texts: [String]) -> ConfigValue? { texts.isEmpty ? nil : .texts(texts) }

  /// A list, left out when it is empty.
  static func some(_ values: [ConfigValue]) -> ConfigValue? { values.isEmpty ? nil : .list(values) }

  /// A text, left out when it is empty.
  static func some(_ text: String) -> ConfigValue? { text.isEmpty ? nil : .text(text) }

  /// A switch, left out when it is off.
  static func some(_ flag: Bool) -> ConfigValue? { flag ? .flag(true) : nil }

  /// Keys with values, left out when there are none.
  static func section(_ entries: KeyValuePairs<String, ConfigValue?>) -> ConfigValue? {
    let map = ConfigValue.map(entries)
    return map == .map([ConfigValue.Entry]()) ? nil : map
  }
}

extension UserRef {
  /// A user in a file.
  fileprivate init(_ map: ConfigMap) {
    self.init(
      directory: map.text("directory") ?? "", externalID: map.text("external_id") ?? "",
      username: map.text("username") ?? "")
    map.finish()
  }

  fileprivate var config: ConfigValue {
    .map([
      "directory": .some(directory), "external_id": .some(externalID),
      "username": .some(username),
    ])
  }
}

extension DateRange {
  /// Days in a file.
  fileprivate init(_ map: ConfigMap) {
    let first = map.text("first_date")
    if first == nil, !map.has("first_date") { map.refuse("", "needs first_date") }
    self.init(
      firstDate: first ?? "", lastDate: map.text("last_date") ?? "", name: map.text("name") ?? "")
    map.finish()
  }

  fileprivate var config: ConfigValue {
    .map([
      "first_date": .text(firstDate), "last_date": .some(lastDate), "name": .some(name),
    ])
  }
}
