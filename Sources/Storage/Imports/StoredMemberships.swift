/// The memberships that are stored, read in the order of users.
struct StoredMemberships {
  private let rows: Rows
  private let own: RowSet
  /// The row that was read last, and belongs to nobody so far.
  private var next: (user: Int64, group: Int64)?

  /// Memberships, in order, of which those in some groups count.
  init(_ rows: Rows, of own: RowSet) throws(StorageError) {
    self.rows = rows
    self.own = own
    try read()
  }

  /// The groups of a user, in order. Users are asked for in order.
  mutating func groups(of user: Int64) throws(StorageError) -> [Int64] {
    var groups: [Int64] = []
    while let membership = next, membership.user <= user {
      if membership.user == user, own.contains(membership.group) { groups.append(membership.group) }
      try read()
    }
    return groups
  }

  private mutating func read() throws(StorageError) {
    next = try rows.next().map { (user: $0[0], group: $0[1]) }
  }
}
