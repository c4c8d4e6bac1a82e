internal import Cleanup
internal import Directories

/// A listing of a service under way: users, and then groups with their members.
///
/// A service whose total moves is listed again from the start, and what was given out before is not given
/// out twice; whoever left the service meanwhile may be among it.
actor SCIMListing: DirectoryListing {
  private enum Stage {
    case users
    case groups
    case over
    case failed(DirectoryError)
  }

  private let settings: SCIMSettings
  private let session: SCIMSession
  private var stage = Stage.users
  private var pager: SCIMPager
  private var groups: SCIMGroupPages
  /// Nil while users are listed, and where a filter may have left members out.
  private var memberCheck: MemberCheck?

  init(_ settings: SCIMSettings, _ session: SCIMSession) {
    self.settings = settings
    self.session = session
    pager = SCIMPager(of: "users", pageSize: settings.pageSize)
    groups = SCIMGroupPages(session)
  }

  /// A listing of the groups alone.
  init(groupsOf settings: SCIMSettings, _ session: SCIMSession) {
    self.settings = settings
    self.session = session
    stage = .groups
    pager = SCIMPager(of: "groups", pageSize: settings.pageSize)
    groups = SCIMGroupPages(session)
  }

  func next() async throws(DirectoryError) -> [ListedItem]? {
    do throws(DirectoryError) {
      while true {
        let items: [ListedItem]
        switch stage {
        case .users: items = try await users()
        case .groups: items = try await groupsWithMembers()
        case .over: return nil
        case .failed(let error): throw error
        }
        if !items.isEmpty { return items }
      }
    } catch {
      // Asked again, a listing that broke off must not go on behind the gap.
      stage = .failed(error)
      throw error
    }
  }

  private func users() async throws(DirectoryError) -> [ListedItem] {
    let reader = try SCIMUserReader(settings)
    let first = pager.startIndex
    let page = try await smallEnough { count throws(DirectoryError) in
      try await SCIMUsers(settings, session).page(from: first, count: count)
    }
    let step = try pager.take(total: page.total, ids: page.ids)
    var items: [ListedItem] = []
    for place in step.fresh {
      items.append(.user(try reader.user(page.resources[place], number: first + place)))
    }
    if step.isLast {
      stage = settings.listsGroups ? .groups : .over
      if settings.userFilter.isEmpty { memberCheck = MemberCheck(pager) }
      pager = SCIMPager(of: "groups", pageSize: settings.pageSize)
    }
    return items
  }

  private func groupsWithMembers() async throws(DirectoryError) -> [ListedItem] {
    let first = pager.startIndex
    var pages = groups
    let page = try await smallEnough { count throws(DirectoryError) in
      try await pages.page(from: first, count: count)
    }
    let step = try pager.take(total: page.total, ids: page.ids)
    var items: [ListedItem] = []
    for place in step.fresh {
      if let group = try await pages.withMembers(page, at: place) {
        items += try SCIMGroupReader.items(group, number: first + place)
      }
    }
    groups = pages
    for case .members(let members) in items { memberCheck?.note(members.locators) }
    if step.isLast {
      try memberCheck?.finish(pager)
      stage = .over
    }
    return items
  }

  /// A page, asked for with fewer resources as long as it has more bytes than are taken.
  private func smallEnough(
    _ ask: (Int) async throws(DirectoryError) -> SCIMPage?
  ) async throws(DirectoryError) -> SCIMPage {
    while true {
      if let page = try await ask(pager.count) { return page }
      guard pager.takeSmallerPages() else {
        throw DirectoryError(
          .incomplete,
          "A single resource, or the page that the service gives for it, has more than the"
            + " \(SCIMAccess.maxAnswerBytes >> 20) MiB that are taken: leave it out by a filter, or let"
            + " the service keep to the count that it is asked for.")
      }
    }
  }
}
