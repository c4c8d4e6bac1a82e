internal import Directories
internal import Web

/// Pages of groups whose members are known, also of services that leave them out of lists.
struct SCIMGroupPages: Sendable {
  /// The path behind the base URL.
  static let path = "/Groups"

  /// How a service says who is in its groups.
  private enum Source {
    /// In lists.
    case lists
    /// In lists, where it is asked for this attribute.
    case namedInLists
    /// In groups that are read alone.
    case alone
  }

  private let session: SCIMSession
  /// How it was found to be; nil while no group was seen to have members.
  private var source: Source?

  init(_ session: SCIMSession) {
    self.session = session
  }

  /// The page that begins with a group by place; nil when it has more bytes than are taken.
  mutating func page(from first: Int, count: Int) async throws(DirectoryError) -> SCIMPage? {
    let isNamed = source == .namedInLists
    let page = try await page(from: first, count: count, isNamed: isNamed)
    guard source == nil, let page, !page.resources.isEmpty else { return page }
    if page.resources.contains(where: SCIMGroupReader.saysMembers) {
      source = .lists
      return page
    }
    guard let named = try? await self.page(from: first, count: count, isNamed: true),
      named.ids == page.ids, named.resources.contains(where: SCIMGroupReader.saysMembers)
    else {
      if Task.isCancelled { throw .cancelled }
      return page
    }
    source = .namedInLists
    return named
  }

  /// A group of a page with its members, for which it is read alone where lists do not have them; nil when
  /// it is not there any more.
  mutating func withMembers(
    _ page: SCIMPage, at place: Int
  ) async throws(DirectoryError) -> SCIMObject? {
    let group = page.resources[place]
    guard source == nil || source == .alone, !SCIMGroupReader.saysMembers(group) else {
      return group
    }
    let path = try SCIMPath.resource(page.ids[place], in: Self.path)
    let answer = try await session.answer(to: SCIMCall(path: path))
    if answer.status == 404 { return nil }
    let alone = try session.checked(answer).object()
    if SCIMGroupReader.saysMembers(alone) { source = .alone }
    return alone
  }

  private func page(
    from first: Int, count: Int, isNamed: Bool
  ) async throws(DirectoryError) -> SCIMPage? {
    var query = SCIMPage.query(from: first, count: count)
    if isNamed { query.append(SCIMGroupReader.attributes) }
    let answer = try await session.page(SCIMCall(path: Self.path, query: query))
    guard let answer else { return nil }
    return try SCIMPage(answer, of: "group", from: first)
  }
}
