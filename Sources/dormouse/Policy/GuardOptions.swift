internal import ArgumentParser
internal import Cleanup

/// The settings that say who is never touched, how much is done at once, and which days count.
struct GuardOptions: ParsableArguments {
  @Option(help: "Never touch members of this group, nested ones too (repeatable).")
  var excludeGroup: [String] = []

  @Option(help: "Never touch users of this directory (repeatable).")
  var excludeDirectory: [String] = []

  @Option(help: ArgumentHelp("Never touch this user (repeatable): \(UserArgument.forms)"))
  var excludeUser: [UserArgument] = []

  @Option(help: "Never touch usernames like this, such as 'svc-*' (repeatable).")
  var excludePattern: [String] = []

  @Option(
    help: "Per cent of the users looked at that a run may clean, or default.",
    transform: SettingArgument.percent)
  var maxPercent: SettingArgument?

  @Option(
    help: "Users that a run may clean, or none.", transform: SettingArgument.numberOrNone)
  var maxUsers: SettingArgument?

  @Option(help: "A group of administrators, of whom some are always left (repeatable).")
  var adminGroup: [String] = []

  @Option(
    help: "How many administrators of each group are always left, or default.",
    transform: SettingArgument.numberOrDefault)
  var minAdmins: SettingArgument?

  @Option(help: "Time zone of the calendar, such as Europe/Oslo.")
  var timeZone: String?

  @Option(help: "Days in which no scheduled run starts, FIRST..LAST[=NAME] (repeatable).")
  var pause: [DateRangeArgument] = []

  @Option(help: "Days that do not count, FIRST..LAST[=NAME] (repeatable).")
  var uncounted: [DateRangeArgument] = []

  @Option(
    help: "Hours for which an analysis can be run, or default.",
    transform: SettingArgument.hours)
  var analysisTtl: SettingArgument?

  /// Adds what was given to the changes.
  func apply(to changes: inout PolicyChanges) {
    changes.replace(.exceptionGroups, excludeGroup) { $0.exceptions.groups = $1 }
    changes.replace(.exceptionDirectories, excludeDirectory) { $0.exceptions.directories = $1 }
    changes.replace(.exceptionUsers, excludeUser.map(\.reference)) { $0.exceptions.users = $1 }
    changes.replace(.exceptionPatterns, excludePattern) { $0.exceptions.usernamePatterns = $1 }
    changes.set(.maxPercent, maxPercent) { $0.safetyLimits.maxPercent = $1.value }
    changes.set(.maxUsers, maxUsers) { $0.safetyLimits.maxUsers = $1.value }
    changes.replace(.adminGroups, adminGroup) { $0.protection.adminGroups = $1 }
    changes.set(.minAdmins, minAdmins) { $0.protection.minAdmins = $1.value }
    changes.set(.timeZone, timeZone) { $0.calendar.timeZone = $1 }
    changes.replace(.pauses, pause.map(\.range)) { $0.calendar.pauses = $1 }
    changes.replace(.uncounted, uncounted.map(\.range)) { $0.calendar.uncounted = $1 }
    changes.set(.analysisTTLHours, analysisTtl) { $0.analysisTTLHours = $1.value }
  }
}
