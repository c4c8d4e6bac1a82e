internal import ArgumentParser
internal import Cleanup

/// The settings that say who is a candidate, and what is done.
struct RuleOptions: ParsableArguments {
  @Flag(help: "Close the accounts of candidates.")
  var deactivate = false

  @Option(help: "Take candidates out of this group, and leave their accounts open.")
  var removeFromGroup: String?

  @Option(help: "Days without activity, such as 90d.")
  var inactiveAfter: DaysArgument?

  @Option(
    help: "What happens to those who never logged in: keep, or days such as 30d.",
    transform: SettingArgument.daysOrKeep)
  var neverLoggedIn: SettingArgument?

  @Option(help: "Keep accounts that are younger, such as 14d.")
  var minAge: DaysArgument?

  @Option(
    help: "Days for which reactivated users are kept, or default.",
    transform: SettingArgument.days)
  var grace: SettingArgument?

  @Option(help: "Kind of signal that counts as activity, such as sso_login (repeatable).")
  var signal: [Choice<ActivityKind>] = []

  @Option(help: "Look only at this directory (repeatable).")
  var scopeDirectory: [String] = []

  @Option(help: "Look only at members of this group (repeatable).")
  var scopeGroup: [String] = []

  func validate() throws {
    if deactivate, removeFromGroup != nil {
      throw ValidationError("Give either --deactivate or --remove-from-group.")
    }
  }

  /// Adds what was given to the changes.
  func apply(to changes: inout PolicyChanges) {
    changes.set(.action, action) { $0.action = $1 }
    changes.set(.inactiveAfterDays, inactiveAfter?.days) { $0.inactiveAfterDays = $1 }
    changes.set(.neverLoggedIn, neverLoggedIn) { $0.cleanNeverLoggedInAfterDays = $1.value }
    changes.set(.minimumAccountAgeDays, minAge?.days) { $0.minimumAccountAgeDays = $1 }
    changes.set(.graceAfterReactivationDays, grace) { $0.graceAfterReactivationDays = $1.value }
    changes.replace(.countedSignals, signal.map(\.value)) { $0.countedSignals = Set($1) }
    changes.replace(.scopeDirectories, scopeDirectory) { $0.scope.directories = $1 }
    changes.replace(.scopeGroups, scopeGroup) { $0.scope.groups = $1 }
  }

  private var action: CleanupAction? {
    deactivate ? .deactivate : removeFromGroup.map(CleanupAction.removeFromGroup)
  }
}
