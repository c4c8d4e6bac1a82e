internal import Cleanup
internal import Directories

/// Pages of users.
struct SCIMUsers: Sendable {
  /// The path behind the base URL.
  static let path = "/Users"

  private let settings: SCIMSettings
  private let session: SCIMSession

  init(_ settings: SCIMSettings, _ session: SCIMSession) {
    self.settings = settings
    self.session = session
  }

  /// The page that begins with a user by place; nil when it has more bytes than are taken.
  func page(
    from first: Int, count: Int, isFiltered: Bool = true
  ) async throws(DirectoryError) -> SCIMPage? {
    var query = SCIMPage.query(from: first, count: count)
    if isFiltered, !settings.userFilter.isEmpty {
      query.append(SCIMParameter("filter", settings.userFilter))
    }
    let answer = try await session.page(SCIMCall(path: Self.path, query: query))
    guard let answer else { return nil }
    return try SCIMPage(answer, of: "user", from: first)
  }
}
