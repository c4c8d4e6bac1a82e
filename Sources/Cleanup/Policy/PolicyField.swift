/// A field of a policy that an update mask can name.
package enum PolicyField: String, Hashable, Sendable, CaseIterable {
  case action
  case group
  case inactiveAfterDays = "inactive_after_days"
  case scope
  case scopeDirectories = "scope.directories"
  case scopeGroups = "scope.groups"
  case exceptions
  case exceptionGroups = "exceptions.groups"
  case exceptionDirectories = "exceptions.directories"
  case exceptionUsers = "exceptions.users"
  case exceptionPatterns = "exceptions.username_patterns"
  case neverLoggedIn = "never_logged_in"
  case minimumAccountAgeDays = "minimum_account_age_days"
  case graceAfterReactivationDays = "grace_after_reactivation_days"
  case countedSignals = "counted_signals"
  case safetyLimits = "safety_limits"
  case maxPercent = "safety_limits.max_percent"
  case maxUsers = "safety_limits.max_users"
  case protection
  case adminGroups = "protection.admin_groups"
  case minAdmins = "protection.min_admins"
  case calendar
  case timeZone = "calendar.time_zone"
  case pauses = "calendar.pauses"
  case uncounted = "calendar.uncounted"
  case analysisTTLHours = "analysis_ttl_hours"
}
