internal import Cleanup
internal import Directories

/// Everything that a listing gave, once it is over.
struct Listed {
  var users: [ListedUser] = []
  var groups: [ListedGroup] = []
  /// Members by the ids of their groups.
  var members: [String: [String]] = [:]
  /// Members of each part.
  var partSizes: [Int] = []
  /// Users that came behind a group.
  var lateUsers = 0

  /// Reads a listing to its end.
  init(_ directory: some RemoteDirectory) async throws {
    let listing = try await directory.listing()
    while let items = try await listing.next() {
      guard !items.isEmpty else { throw DirectoryError(.malformed, "nothing was listed") }
      for item in items { add(item) }
    }
    // Nothing comes behind the end.
    guard try await listing.next() == nil else {
      throw DirectoryError(.malformed, "something came behind the end")
    }
  }

  private mutating func add(_ item: ListedItem) {
    switch item {
    case .user(let user):
      users.append(user)
      if !groups.isEmpty { lateUsers += 1 }
    case .group(let group): groups.append(group)
    case .members(let part):
      members[part.group, default: []] += part.locators
      partSizes.append(part.locators.count)
    }
  }

  /// A user by the login name.
  func user(_ username: String) -> ImportedUser? {
    users.first { $0.user.username == username }?.user
  }

  /// The login names, and the names of groups, that are members of a group.
  func members(of name: String) -> Set<String> {
    guard let group = groups.first(where: { $0.name == name }) else { return [] }
    let users = Dictionary(users.map { ($0.locator, $0.user.username) }) { first, _ in first }
    let names = Dictionary(groups.map { ($0.locator, $0.name) }) { first, _ in first }
    return Set((members[group.externalID] ?? []).map { users[$0] ?? names[$0] ?? "?" })
  }
}
