extension Policy {
  /// The policy with the named fields taken from another one.
  ///
  /// `action` and `group` belong together: naming either takes both.
  package func updating(_ fields: [PolicyField], from changes: Policy) -> Policy {
    fields.reduce(into: self) { $0.update($1, from: changes) }
  }

  private mutating func update(_ field: PolicyField, from changes: Policy) {
    switch field {
    case .action, .group: action = changes.action
    case .inactiveAfterDays: inactiveAfterDays = changes.inactiveAfterDays
    case .scope: scope = changes.scope
    case .scopeDirectories: scope.directories = changes.scope.directories
    case .scopeGroups: scope.groups = changes.scope.groups
    case .exceptions: exceptions = changes.exceptions
    case .exceptionGroups: exceptions.groups = changes.exceptions.groups
    case .exceptionDirectories: exceptions.directories = changes.exceptions.directories
    case .exceptionUsers: exceptions.users = changes.exceptions.users
    case .exceptionPatterns: exceptions.usernamePatterns = changes.exceptions.usernamePatterns
    case .neverLoggedIn: cleanNeverLoggedInAfterDays = changes.cleanNeverLoggedInAfterDays
    case .minimumAccountAgeDays: minimumAccountAgeDays = changes.minimumAccountAgeDays
    case .graceAfterReactivationDays:
      graceAfterReactivationDays = changes.graceAfterReactivationDays
    case .countedSignals: countedSignals = changes.countedSignals
    case .safetyLimits: safetyLimits = changes.safetyLimits
    case .maxPercent: safetyLimits.maxPercent = changes.safetyLimits.maxPercent
    case .maxUsers: safetyLimits.maxUsers = changes.safetyLimits.maxUsers
    case .protection: protection = changes.protection
    case .adminGroups: protection.adminGroups = changes.protection.adminGroups
    case .minAdmins: protection.minAdmins = changes.protection.minAdmins
    case .calendar: calendar = changes.calendar
    case .timeZone: calendar.timeZone = changes.calendar.timeZone
    case .pauses: calendar.pauses = changes.calendar.pauses
    case .uncounted: calendar.uncounted = changes.calendar.uncounted
    case .analysisTTLHours: analysisTTLHours = changes.analysisTTLHours
    }
  }
}
