internal import Cleanup

/// Users for tests: some asleep, some awake, at a moment.
struct SampleUsers {
  let now: Moment

  /// `count` users in `members`; every fourth was active yesterday, the others a year ago.
  func mostlyDormant(_ count: Int) -> [ImportedUser] {
    (0..<count).map { number in
      user("user\(number)", daysAgo: number % 4 == 0 ? 1 : 365)
    }
  }

  /// A user in `members` who was active that many days ago.
  func user(
    _ name: String, daysAgo: Int64, groups: [String] = ["members"]
  ) -> ImportedUser {
    ImportedUser(
      externalID: "id-\(name)", username: name, createdAt: now.advanced(bySeconds: -86_400 * 900),
      lastLogin: .at(now.advanced(bySeconds: -86_400 * daysAgo)), groups: groups)
  }
}
