internal import Cleanup
internal import Directories
internal import Testing

/// Everything that a listing gave.
struct Contents {
  private(set) var users: [ListedUser] = []
  private(set) var groups: [ListedGroup] = []
  private var locators: [String: [String]] = [:]

  /// Lists a directory to its end.
  init(_ directory: any WritableDirectory) async throws {
    let listing = try await directory.listing()
    while let items = try await listing.next() {
      #expect(!items.isEmpty)
      for item in items {
        switch item {
        case .user(let user): users.append(user)
        case .group(let group): groups.append(group)
        case .members(let part): locators[part.group, default: []] += part.locators
        }
      }
    }
    #expect(try await listing.next() == nil)
  }

  /// A user by the login name.
  func user(_ username: String) throws -> ImportedUser {
    try #require(users.first { $0.user.username == username }).user
  }

  /// The id of a group by its name.
  func group(_ name: String) throws -> String {
    try #require(groups.first { $0.name == name }).externalID
  }

  /// The login names, and names of groups, that are members of each group, by its name.
  var members: [String: [String]] {
    let names = Dictionary(
      users.map { ($0.locator, $0.user.username) } + groups.map { ($0.locator, $0.name) }
    ) { first, _ in first }
    return Dictionary(
      groups.map { ($0.name, (locators[$0.externalID] ?? []).map { names[$0] ?? "?" }.sorted()) }
    ) { first, _ in first }
  }

  /// Login names of those whose account is open.
  var open: Set<String> {
    Set(users.filter { $0.user.isActive != false }.map(\.user.username))
  }
}
