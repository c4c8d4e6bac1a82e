internal import Cleanup
internal import LDAP

/// Members below the base of users that no listed user or group is called: entries that are neither, users whom
/// a filter leaves out, and those who were given another name while the listing was under way. Only the last
/// are looked for, and of all only so many, as a filter may leave out nearly everybody.
struct StrayMembers {
  /// Most memberships that are noted.
  static let maxNoted = 10_000
  /// Most entries that are looked up in a listing.
  static let maxLookedUp = 1000

  /// How the locator of an entry below the base ends.
  private let ending: String
  /// Hashes of users' locators; by chance two have the same one once in many thousand years.
  private var users: Set<Int> = []
  private var groups: Set<Int> = []
  private var noted: [(locator: String, group: String)] = []

  /// Members below a base; of an empty one nobody is looked for.
  init(userBase: String) {
    ending = "," + (LDAPName.key(userBase) ?? "")
  }

  /// Notes that a user was listed.
  mutating func list(user locator: String) {
    users.insert(locator.hashValue)
  }

  /// Notes that a group was listed.
  mutating func list(group locator: String) {
    groups.insert(locator.hashValue)
  }

  /// Notes those of some members who are called as nobody is. Users were listed before.
  mutating func note(_ items: [ListedItem]) {
    for case .members(let members) in items {
      for locator in members.locators
      where noted.count < Self.maxNoted && !users.contains(locator.hashValue)
        && locator.hasSuffix(ending)
      {
        noted.append((locator: locator, group: members.group))
      }
    }
  }

  /// Those whom no group is called either, with the groups that name them; not too many.
  mutating func take() -> [(locator: String, groups: [String])] {
    var found: [String: [String]] = [:]
    for (locator, group) in noted where !groups.contains(locator.hashValue) {
      if found[locator] == nil, found.count == Self.maxLookedUp { continue }
      found[locator, default: []].append(group)
    }
    noted = []
    return found.map { (locator: $0.key, groups: $0.value) }
  }
}
