internal import Cleanup
internal import Directories
internal import Storage

/// Lists the embedded directory: users a page at a time, then all groups with their members.
actor EmbeddedListing: DirectoryListing {
  private enum Stage {
    case users(after: UserCursor?)
    case groups
    case over
  }

  private let directory: EmbeddedAdapter
  private var stage = Stage.users(after: nil)
  private var users: [User] = []

  init(_ directory: EmbeddedAdapter) {
    self.directory = directory
  }

  func next() async throws(DirectoryError) -> [ListedItem]? {
    switch stage {
    case .users(let cursor):
      let limit = directory.pageSize
      let page = try await directory.read { (reader) throws(StorageError) in
        try reader.users(
          UserFilter(directory: EmbeddedContractServer.name), after: cursor, limit: limit)
      }
      users += page.items
      stage = page.next.map { .users(after: $0) } ?? .groups
      return page.items.map { .user(EmbeddedAdapter.listed($0)) }
    case .groups:
      stage = .over
      return try await groups()
    case .over: return nil
    }
  }

  private func groups() async throws(DirectoryError) -> [ListedItem] {
    let ids = users.map(\.id)
    return try await directory.read { (reader) throws(StorageError) in
      let groups = try EmbeddedAdapter.groups(reader)
      var items = groups.map { ListedItem.group(EmbeddedAdapter.listed($0)) }
      for id in ids {
        for group in try reader.memberGroups(of: id) {
          items.append(
            .members(ListedMembers(of: String(group.rawValue), locators: ["user \(id.rawValue)"])))
        }
      }
      for parent in groups {
        let inner = groups.filter { $0.parents.contains(parent.name) }.map {
          EmbeddedAdapter.listed($0).locator
        }
        guard !inner.isEmpty else { continue }
        items.append(
          .members(ListedMembers(of: String(parent.id.rawValue), locators: inner)))
      }
      return items
    }
  }
}
