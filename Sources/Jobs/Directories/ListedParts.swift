internal import Cleanup

/// Listed items in parts that are stored in one transaction each: of at most so many users and groups together.
/// Members are only noted, and cost a fraction of that.
struct ListedParts: Sequence, IteratorProtocol {
  private var rest: ArraySlice<ListedItem>
  /// What is left of a group's members.
  private var members: ListedMembers?
  private let most: Int
  /// Members that cost as much as a user.
  static let membersForUser = 10

  init(_ items: [ListedItem], most: Int) {
    rest = items[...]
    self.most = most
  }

  mutating func next() -> [ListedItem]? {
    if let all = takeAll() { return all }
    var part: [ListedItem] = []
    var room = most * Self.membersForUser
    while room > 0, let item = takeItem(room) {
      part.append(item)
      if case .members(let members) = item {
        room -= members.locators.count
      } else {
        room -= Self.membersForUser
      }
    }
    return part.isEmpty ? nil : part
  }

  /// Everything, where it is users in front and few enough, as it mostly is: looking at each takes as long as
  /// copying it.
  private mutating func takeAll() -> [ListedItem]? {
    guard members == nil, case .user? = rest.last, rest.count < 2 * most else { return nil }
    defer { rest = [] }
    return Array(rest)
  }

  /// The next item, or as many of a group's members as there is room for.
  private mutating func takeItem(_ room: Int) -> ListedItem? {
    if members == nil {
      guard let item = rest.popFirst() else { return nil }
      guard case .members(let listed) = item else { return item }
      members = listed
    }
    guard var taken = members else { return nil }
    let left = Array(taken.locators.dropFirst(room))
    members = left.isEmpty ? nil : ListedMembers(of: taken.group, locators: left)
    taken.locators = Array(taken.locators.prefix(room))
    return .members(taken)
  }
}
