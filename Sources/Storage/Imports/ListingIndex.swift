/// What a listing of a remote directory has brought so far, kept in memory until it is finished: who came, and
/// who is in which group. About 24 bytes for each user, and 8 for each membership.
///
/// Users come before groups, so that most members are known when they are named.
struct ListingIndex {
  /// Users by their locators.
  var users = LocatorTable()
  /// Groups by their locators.
  var groups = LocatorTable()
  /// Rows of the users who came.
  var seen = RowSet()
  /// Rows of those of them who are new.
  var added = RowSet()
  /// Memberships of users.
  var pairs = ListedPairs()
  /// Members who are no users: groups, and what was not listed.
  var others: [(member: LocatorKey, group: Int64)] = []

  /// Notes a member of a group.
  mutating func add(member locator: String, of group: Int64) throws(StorageError) {
    let key = LocatorKey(locator)
    if let user = users.row(of: key) {
      try pairs.add(user: user, group: group)
    } else {
      others.append((member: key, group: group))
    }
  }
}
