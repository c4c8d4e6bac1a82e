package import Cleanup

extension TenantWriter {
  /// Takes the listing of a directory that holds runs for a good one. False when none does.
  package func acceptHeldListing(of directory: DirectoryID) throws(StorageError) -> Bool {
    guard let held = try reader.heldListing(of: directory) else { return false }
    try putGoodListing(held.check.listing, of: directory)
    try dropHeldListing(of: directory)
    return true
  }

  /// Remembers a good listing.
  func putGoodListing(
    _ figures: ListingFigures, of directory: DirectoryID
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT OR REPLACE INTO good_listings (directory_id, listed, without_login) VALUES (?, ?, ?)
      """, directory.rawValue, figures.listed, figures.withoutLogin)
  }

  /// Lets a listing hold the tenant's runs, in place of one before it.
  func putHeldListing(_ held: HeldListing, of directory: DirectoryID) throws(StorageError) {
    let (listing, good) = (held.check.listing, held.check.accepted)
    try connection.run(
      """
      INSERT OR REPLACE INTO held_listings
        (directory_id, held_at, listed_at, users, listed, without_login, good_users, good_listed,
         good_without_login, max_percent, etag)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, directory.rawValue, held.heldAt.microseconds, held.listedAt.microseconds, listing.users,
      listing.listed, listing.withoutLogin, good.users, good.listed, good.withoutLogin,
      held.check.maxPercent, held.etag)
  }

  /// Lets the listing of a directory hold runs no longer.
  func dropHeldListing(of directory: DirectoryID) throws(StorageError) {
    try connection.run("DELETE FROM held_listings WHERE directory_id = ?", directory.rawValue)
  }
}
