internal import Cleanup
internal import TestSupport

/// Small random tenants, policies and users in which every rule has a fair chance.
///
/// All moments are whole hours, and most lie near the policies' days.
enum RandomWorld {
  private static let names = ["a", "b", "c", "d"]

  static func world(using generator: inout SeededGenerator) -> NaiveOracle.World {
    let groups = (1...7).map { raw in
      (
        id: GroupID(rawValue: raw), directory: directory(using: &generator),
        name: pick(names, using: &generator)
      )
    }
    let edges = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
      (child: group(using: &generator), parent: group(using: &generator))
    }
    return NaiveOracle.World(
      directories: [
        (DirectoryID(rawValue: 1), "users", true),
        (DirectoryID(rawValue: 2), "legacy", chance(0.8, using: &generator)),
      ],
      groups: groups, edges: edges,
      protected: chance(0.2, using: &generator) ? [UserID(rawValue: 3): "admins"] : [:],
      logins: chance(0.4, using: &generator)
        ? [DirectoryID(rawValue: 1): logins(using: &generator)] : [:])
  }

  static func policy(using generator: inout SeededGenerator) -> Policy {
    var policy = Policy(
      action: chance(0.5, using: &generator)
        ? .deactivate : .removeFromGroup(pick(names, using: &generator)),
      inactiveAfterDays: Int.random(in: 1...5, using: &generator))
    if chance(0.2, using: &generator) {
      policy.scope.directories = [pick(["users", "legacy"], using: &generator)]
    }
    if chance(0.2, using: &generator) { policy.scope.groups = some(names, using: &generator) }
    if chance(0.3, using: &generator) { policy.exceptions.groups = some(names, using: &generator) }
    if chance(0.1, using: &generator) { policy.exceptions.directories = ["legacy"] }
    if chance(0.3, using: &generator) { policy.exceptions.users = [reference(using: &generator)] }
    if chance(0.1, using: &generator) { policy.exceptions.usernamePatterns = ["U2*"] }
    policy.cleanNeverLoggedInAfterDays = days(using: &generator)
    policy.minimumAccountAgeDays = days(using: &generator) ?? 0
    policy.graceAfterReactivationDays = days(using: &generator)
    if chance(0.3, using: &generator) {
      policy.countedSignals = Set(some(ActivityKind.allCases, using: &generator))
    }
    if chance(0.4, using: &generator) {
      policy.calendar.uncounted = [
        DateRange(firstDate: "2020-06-29"),
        DateRange(
          firstDate: "2020-06-27", lastDate: pick(["2020-06-27", "2020-06-30"], using: &generator)),
      ]
    }
    return policy
  }

  static func user(using generator: inout SeededGenerator) -> UserFacts {
    let id = Int64.random(in: 1...3, using: &generator)
    let signals = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
      ActivitySignal(
        kind: pick(ActivityKind.allCases, using: &generator), source: "s",
        time: chance(0.4, using: &generator) ? nil : time(using: &generator),
        granularitySeconds: pick([0, 0, 86_400], using: &generator))
    }
    return UserFacts(
      id: UserID(rawValue: id), directory: directory(using: &generator), externalID: "\(id)",
      usernameKey: "u\(id)", isActive: chance(0.9, using: &generator),
      shadowedBy: chance(0.05, using: &generator) ? DirectoryID(rawValue: 1) : nil,
      isServiceAccount: chance(0.05, using: &generator),
      createdAt: chance(0.7, using: &generator) ? time(using: &generator) : nil,
      firstSeenAt: time(using: &generator),
      reactivatedAt: chance(0.2, using: &generator) ? time(using: &generator) : nil,
      signals: signals,
      groups: (0..<Int.random(in: 0...3, using: &generator)).map { _ in group(using: &generator) },
      exemptUntil: chance(0.1, using: &generator) ? time(using: &generator) : nil)
  }

  /// Two logins on most of the days around now.
  private static func logins(using generator: inout SeededGenerator) -> ObservedLogins {
    let midnight = instant("2020-06-30T00:00:00Z")
    var days: [LoginDay] = []
    for number in -10...1 where chance(0.9, using: &generator) {
      let hours = [(0...9), (14...23)].map { Int64.random(in: $0, using: &generator) }
      let moments = hours.map { midnight.advanced(bySeconds: 3600 * ($0 + 24 * Int64(number))) }
      let kind = chance(0.9, using: &generator) ? ActivityKind.ssoLogin : .session
      days.append(LoginDay(kind: kind, first: moments[0], last: moments[1]))
    }
    return ObservedLogins(since: time(using: &generator), days: days)
  }

  private static func reference(using generator: inout SeededGenerator) -> UserRef {
    let directory = pick(["", "users", "legacy"], using: &generator)
    if !directory.isEmpty, chance(0.5, using: &generator) {
      return UserRef(directory: directory, externalID: "2")
    }
    return UserRef(directory: directory, username: "U1")
  }

  /// A whole hour up to ten days before now, or up to one day after it.
  private static func time(using generator: inout SeededGenerator) -> Moment {
    Situation.now.advanced(bySeconds: 3600 * Int64.random(in: -240...24, using: &generator))
  }

  private static func days(using generator: inout SeededGenerator) -> Int? {
    chance(0.5, using: &generator) ? nil : Int.random(in: 1...5, using: &generator)
  }

  private static func directory(using generator: inout SeededGenerator) -> DirectoryID {
    DirectoryID(rawValue: Int64.random(in: 1...2, using: &generator))
  }

  private static func group(using generator: inout SeededGenerator) -> GroupID {
    GroupID(rawValue: Int64.random(in: 1...7, using: &generator))
  }

  private static func chance(_ part: Double, using generator: inout SeededGenerator) -> Bool {
    Double.random(in: 0..<1, using: &generator) < part
  }

  private static func pick<T>(_ values: [T], using generator: inout SeededGenerator) -> T {
    values[Int.random(in: values.indices, using: &generator)]
  }

  private static func some<T>(_ values: [T], using generator: inout SeededGenerator) -> [T] {
    Array(values.shuffled(using: &generator).prefix(Int.random(in: 1...2, using: &generator)))
  }
}
