internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension DirectoriesService {
  @Sendable
  func listUsers(
    _ request: ListUsersRequest, _ call: TenantCall
  ) async throws(Refusal) -> ListUsersResponse {
    let filter = UserFilter(
      directory: request.directory.isEmpty ? nil : request.directory,
      group: request.group.isEmpty ? nil : request.group,
      text: request.text.isEmpty ? nil : request.text,
      isActive: request.active.map { $0 == .active })
    let page = try PageRequest<UserCursor>(
      size: request.pageSize, token: request.pageToken,
      binding: ["users", call.tenant.id.description, "\(filter)"])
    let found = try await call.database.read(failingWith: Refusal.self) {
      (reader) throws(Refusal) in
      if let name = filter.directory { _ = try Self.directory(name, in: reader) }
      return try attempt { () throws(StorageError) in
        try reader.users(filter, after: page.cursor, limit: page.size)
      }
    }
    return .with {
      $0.users = found.items
      $0.nextPageToken = page.token(for: found.next)
    }
  }

  /// All that is read is found by keys, and bounded by what one user has.
  @Sendable
  func getUser(
    _ request: GetUserRequest, _ call: TenantCall
  ) throws(Refusal) -> UserDetails {
    try call.database.snapshotNow(failingWith: Refusal.self) { (reader) throws(Refusal) in
      try UserFinder(reader).details(request.user)
    }
  }

  @Sendable
  func listGroups(
    _ request: ListGroupsRequest, _ call: TenantCall
  ) async throws(Refusal) -> ListGroupsResponse {
    let page = try PageRequest<GroupCursor>(
      size: request.pageSize, token: request.pageToken,
      binding: ["groups", call.tenant.id.description, request.directory])
    let directory = request.directory.isEmpty ? nil : request.directory
    let found = try await call.database.read(failingWith: Refusal.self) {
      (reader) throws(Refusal) in
      if let directory { _ = try Self.directory(directory, in: reader) }
      return try attempt { () throws(StorageError) in
        try reader.groups(inDirectory: directory, after: page.cursor, limit: page.size)
      }
    }
    return .with {
      $0.groups = found.items
      $0.nextPageToken = page.token(for: found.next)
    }
  }
}
