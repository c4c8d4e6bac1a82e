package import Cleanup

extension TenantReader {
  /// Listings that hold the tenant's runs, by their directories' positions; while there is any, no run
  /// may start.
  package func heldListings() throws(StorageError) -> [HeldListing] {
    try connection.all(Self.heldRows, read: Self.heldListing)
  }

  /// The listing of a directory that holds runs; nil when it does not.
  package func heldListing(of directory: DirectoryID) throws(StorageError) -> HeldListing? {
    try connection.first(Self.heldRow, directory.rawValue, read: Self.heldListing)
  }

  /// What the last good listing of a directory had, with the users whom it shows now; nil before the
  /// first import.
  func goodListing(of directory: DirectoryID) throws(StorageError) -> ListingFigures? {
    try connection.first(
      """
      SELECT d.user_count, ifnull(g.listed, 0), ifnull(g.without_login, 0)
      FROM directories d LEFT JOIN good_listings g ON g.directory_id = d.id
      WHERE d.id = ? AND d.generation > 0
      """, directory.rawValue
    ) { ListingFigures(users: $0[0], listed: $0[1], withoutLogin: $0[2]) }
  }

  private static func heldListing(_ row: Row) -> HeldListing {
    HeldListing(
      directory: row[0], heldAt: row.moment(1), listedAt: row.moment(2),
      check: ListingCheck(
        accepted: ListingFigures(users: row[6], listed: row[7], withoutLogin: row[8]),
        listing: ListingFigures(users: row[3], listed: row[4], withoutLogin: row[5]),
        maxPercent: row[9]),
      etag: row[10])
  }

  private static let held = """
    SELECT d.name, h.held_at, h.listed_at, h.users, h.listed, h.without_login, h.good_users,
      h.good_listed, h.good_without_login, h.max_percent, h.etag
    FROM held_listings h JOIN directories d ON d.id = h.directory_id
    """
  private static let heldRows = SQL.kept("\(Self.held) ORDER BY d.position")
  private static let heldRow = SQL.kept("\(Self.held) WHERE h.directory_id = ?")
}
