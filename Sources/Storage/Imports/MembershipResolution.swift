internal import Cleanup

/// Brings the memberships of a listing in line with what is stored, once a remote directory has listed
/// everything.
///
/// Whoever is new becomes a member at once, as nobody sees it yet; of the others, those whose memberships
/// differ from what is stored wait with the changes of the listing.
struct MembershipResolution {
  /// Users that are looked at in one transaction.
  static let usersAtOnce = 2500

  let connection: Connection
  let directory: DirectoryID
  let generation: Int64

  /// What is stored of users `?1` to `?2`, in order.
  static let stored = SQL.kept(
    "SELECT user_id, group_id FROM memberships WHERE user_id > ?1 AND user_id <= ?2 ORDER BY 1, 2")

  /// Lets a user wait with everything as it is but memberships.
  static let staging = SQL.kept(
    """
    INSERT OR IGNORE INTO pending_users
      (user_id, directory_id, username, username_key, display_name, email, is_active,
       created_at, login_state, login_at)
    SELECT id, directory_id, username, username_key, display_name, email, NULL, created_at, 0, NULL
    FROM users WHERE id = ?
    """)

  /// Looks at some users behind a row, in the order of rows; the last row, nil when there are no more.
  ///
  /// - Parameters:
  ///   - place: where in the memberships of the listing the users begin; it moves on behind them.
  ///   - own: the rows of the directory's groups. Memberships in others are none of its matter.
  func resolve(
    _ index: inout ListingIndex, after: Int64, from place: inout Int, own: RowSet
  ) throws(StorageError) -> Int64? {
    let users = index.seen.rows(after: after, most: Self.usersAtOnce)
    guard let last = users.last else { return nil }
    let waiting = try waiting(after, last)
    var stored = try StoredMemberships(
      connection.rows(Self.stored, values: [after, last]), of: own)
    var joining = JoiningMembers(connection)
    var staged = 0
    for user in users {
      let wanted = index.pairs.groups(of: user, from: &place)
      if index.added.contains(user) {
        for group in wanted { try joining.join(user, group) }
      } else {
        let isSame = try stored.groups(of: user) == wanted
        if isSame, !waiting.contains(user) { continue }
        staged += try stage(user, wanted)
      }
    }
    try joining.finish()
    try connection.run(
      "UPDATE imports SET updated = updated + ?1, unchanged = unchanged - ?1 WHERE directory_id = ?2",
      staged, directory.rawValue)
    return last
  }

  /// Notes which groups are members of which; refused where a user and a group cannot be told apart.
  func resolveNesting(_ index: inout ListingIndex) throws(StorageError) {
    for group in index.groups.all() {
      guard let user = index.users.row(of: group.key), index.pairs.contains(user: user) else {
        continue
      }
      throw StorageError(
        .rejectedListing,
        "A user and a group have the same id or name, so that it cannot be told who of them is a member of"
          + " a group: leave one of them out by a filter.")
    }
    for other in index.others {
      guard let child = index.groups.row(of: other.member), child != other.group else { continue }
      try connection.run(
        "INSERT OR IGNORE INTO pending_edges (directory_id, child, parent) VALUES (?, ?, ?)",
        directory.rawValue, child, other.group)
    }
  }

  /// Rows of the directory's groups.
  func ownGroups() throws(StorageError) -> RowSet {
    var own = RowSet()
    let rows = try connection.rows(
      "SELECT id FROM groups WHERE directory_id = ?", values: [directory.rawValue])
    while let row = try rows.next() { own.insert(row[0]) }
    return own
  }

  /// Users `after` to `last` of whom something waits already.
  private func waiting(_ after: Int64, _ last: Int64) throws(StorageError) -> Set<Int64> {
    Set(
      try connection.all(
        "SELECT user_id FROM pending_users WHERE user_id > ? AND user_id <= ? AND directory_id = ?",
        after, last, directory.rawValue
      ) { $0[0] as Int64 })
  }

  /// Lets the memberships of a user wait, and the user if nothing does; how many users that made to wait.
  private func stage(_ user: Int64, _ groups: [Int64]) throws(StorageError) -> Int {
    let staged = try connection.change(Self.staging, user)
    for group in groups {
      try connection.run(
        "INSERT OR IGNORE INTO pending_memberships (user_id, group_id) VALUES (?, ?)", user, group)
    }
    return staged
  }
}
