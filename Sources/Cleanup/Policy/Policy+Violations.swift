extension Policy {
  /// Everything that is wrong with the settings by themselves, each field by its path on the wire.
  ///
  /// Whether named groups and directories exist is for the caller to check.
  package var violations: [FieldViolation] {
    actionViolations + dayViolations + safetyViolations + exceptionViolations + scopeViolations
      + calendarViolations
  }

  private var actionViolations: [FieldViolation] {
    guard case .removeFromGroup(let group) = action, group.isEmpty else { return [] }
    return [
      FieldViolation(field: "group", description: "name the group that REMOVE_FROM_GROUP takes")
    ]
  }

  private var dayViolations: [FieldViolation] {
    var found = range("inactive_after_days", inactiveAfterDays, 1...Self.maxDays, "days")
    if let days = cleanNeverLoggedInAfterDays {
      found += range("never_logged_in.clean_after_days", days, 1...Self.maxDays, "days")
    }
    found += range("minimum_account_age_days", minimumAccountAgeDays, 0...Self.maxDays, "days")
    if let days = graceAfterReactivationDays {
      found += range("grace_after_reactivation_days", days, 0...Self.maxDays, "days")
    }
    if let hours = analysisTTLHours {
      found += range("analysis_ttl_hours", hours, 1...Self.maxAnalysisTTLHours, "hours")
    }
    return found
  }

  private var safetyViolations: [FieldViolation] {
    var found: [FieldViolation] = []
    if let percent = safetyLimits.maxPercent {
      found += range("safety_limits.max_percent", percent, 0...100, "per cent")
    }
    if let users = safetyLimits.maxUsers {
      found += range("safety_limits.max_users", users, 0...Int(Int32.max), "users")
    }
    if let admins = protection.minAdmins {
      found += range(
        "protection.min_admins", admins, 1...AdminProtection.maxMinAdmins, "administrators")
    }
    return found + names("protection.admin_groups", protection.adminGroups)
  }

  private var exceptionViolations: [FieldViolation] {
    var found = names("exceptions.groups", exceptions.groups)
    found += names("exceptions.directories", exceptions.directories)
    found += count("exceptions.users", exceptions.users.count)
    for (index, user) in exceptions.users.enumerated() {
      guard let problem = user.violation else { continue }
      found.append(FieldViolation(field: "exceptions.users[\(index)]", description: problem))
    }
    found += names("exceptions.username_patterns", exceptions.usernamePatterns)
    for (index, pattern) in exceptions.usernamePatterns.enumerated()
    where pattern.count > Self.maxPatternLength {
      found.append(
        FieldViolation(
          field: "exceptions.username_patterns[\(index)]",
          description: "must have at most \(Self.maxPatternLength) characters"))
    }
    return found
  }

  private var scopeViolations: [FieldViolation] {
    names("scope.directories", scope.directories) + names("scope.groups", scope.groups)
  }

  private var calendarViolations: [FieldViolation] {
    var found: [FieldViolation] = []
    if !calendar.hasKnownTimeZone {
      found.append(
        FieldViolation(
          field: "calendar.time_zone",
          description: "is not a known time zone; give a name such as Europe/Oslo"))
    }
    found += dates("calendar.pauses", calendar.pauses)
    return found + dates("calendar.uncounted", calendar.uncounted)
  }

  private func range(
    _ field: String, _ value: Int, _ allowed: ClosedRange<Int>, _ unit: String
  ) -> [FieldViolation] {
    if allowed.contains(value) { return [] }
    let rule = "must be \(allowed.lowerBound) to \(allowed.upperBound) \(unit), not \(value)"
    return [FieldViolation(field: field, description: rule)]
  }

  private func count(_ field: String, _ count: Int) -> [FieldViolation] {
    if count <= Self.maxListEntries { return [] }
    let rule = "has \(count) entries, more than the \(Self.maxListEntries) allowed"
    return [FieldViolation(field: field, description: rule)]
  }

  private func names(_ field: String, _ names: [String]) -> [FieldViolation] {
    count(field, names.count)
      + names.indices.prefix(Self.maxListEntries).filter { names[$0].isEmpty }.map {
        FieldViolation(field: "\(field)[\($0)]", description: "must not be empty")
      }
  }

  private func dates(_ field: String, _ ranges: [DateRange]) -> [FieldViolation] {
    count(field, ranges.count)
      + ranges.prefix(Self.maxListEntries).enumerated().compactMap { index, range in
        guard let first = CivilDay(range.firstDate), let last = CivilDay(range.effectiveLastDate)
        else {
          return FieldViolation(
            field: "\(field)[\(index)]", description: "dates must be real days as YYYY-MM-DD")
        }
        if first <= last { return nil }
        return FieldViolation(
          field: "\(field)[\(index)]", description: "last_date must not be before first_date")
      }
  }
}
