internal import Cleanup
internal import Directories
internal import Foundation

/// Finds the groups that have a user as a direct member.
///
/// Hardly any service fills `groups` of users, so groups are asked for by the filter `members.value eq`.
/// Services may pass over it, or find nothing by it; so it counts only once it found a member that is known
/// to be there, and nothing for one that cannot be. Where it does not, all groups are looked through, as many
/// as may be; that some were left out is an error.
struct SCIMMemberships: Sendable {
  /// Most groups that are looked at to find one with a member.
  static let maxGroupsTried = 10
  /// Most pages that are looked through for one user.
  static let maxPages = 100
  /// Most groups that are looked through for one user, each of which may have to be read alone.
  static let maxGroups = 2000

  private let settings: SCIMSettings
  private let session: SCIMSession
  private let filter: SCIMMemberFilter

  init(_ settings: SCIMSettings, _ session: SCIMSession, _ filter: SCIMMemberFilter) {
    self.settings = settings
    self.session = session
    self.filter = filter
  }

  /// The listed groups that have a user as a direct member.
  func groups(of user: String) async throws(DirectoryError) -> [ListedGroup] {
    if !settings.listsGroups { return [] }
    if filter.works == nil, let works = try await tryFilter() { filter.learn(works) }
    return filter.works == true
      ? try await filteredGroups(of: user) : try await groupsLookedThrough(for: user)
  }

  /// Whether the filter can be trusted; nil when no group has a member to try it with.
  private func tryFilter() async throws(DirectoryError) -> Bool? {
    var pages = SCIMGroupPages(session)
    guard let page = try await pages.page(from: 1, count: settings.pageSize) else { return nil }
    for place in page.resources.indices.prefix(Self.maxGroupsTried) {
      guard let group = try await pages.withMembers(page, at: place),
        let member = SCIMGroupReader.someUser(group)
      else { continue }
      return try await finds(page.ids[place], by: member)
    }
    return nil
  }

  private func finds(_ group: String, by member: String) async throws(DirectoryError) -> Bool {
    do throws(DirectoryError) {
      guard try await filteredGroups(of: member).contains(where: { $0.externalID == group }) else {
        return false
      }
      return try await filteredGroups(of: UUID().uuidString).isEmpty
    } catch {
      // A service that does not know the filter says so in one of these ways.
      guard [.refused, .invalidSettings, .malformed].contains(error.code) else { throw error }
      return false
    }
  }

  private func filteredGroups(of user: String) async throws(DirectoryError) -> [ListedGroup] {
    var pager = SCIMPager(of: "groups", pageSize: settings.pageSize)
    var groups: [ListedGroup] = []
    for _ in 0..<Self.maxPages {
      let first = pager.startIndex
      let query =
        SCIMPage.query(from: first, count: pager.count)
        + [
          SCIMParameter("filter", "members.value eq \(SCIMFilter.text(user))"),
          SCIMParameter("attributes", "id,displayName"),
        ]
      let call = SCIMCall(path: SCIMGroupPages.path, query: query)
      guard let answer = try await session.page(call) else {
        guard pager.takeSmallerPages() else { throw Self.tooMany }
        continue
      }
      let page = try SCIMPage(answer, of: "group", from: first)
      let step = try pager.take(total: page.total, ids: page.ids)
      for place in step.fresh {
        groups.append(try SCIMGroupReader.group(page.resources[place], number: first + place))
      }
      if step.isLast { return groups }
    }
    throw Self.tooMany
  }

  private func groupsLookedThrough(for user: String) async throws(DirectoryError) -> [ListedGroup] {
    let listing = SCIMListing(groupsOf: settings, session)
    var (groups, holding) = ([String: ListedGroup](), [ListedGroup]())
    for _ in 0..<Self.maxPages {
      guard let items = try await listing.next() else { return holding }
      for item in items {
        switch item {
        case .group(let group): groups[group.externalID] = group
        case .members(let members) where members.locators.contains(user):
          if let group = groups[members.group] { holding.append(group) }
        default: break
        }
      }
      if groups.count > Self.maxGroups { throw Self.tooMany }
    }
    throw Self.tooMany
  }

  private static let tooMany = DirectoryError(
    .incomplete,
    "The service has more groups than are looked through for one user: let it find groups by the filter"
      + " `members.value eq`, or set that no groups are listed.")
}
