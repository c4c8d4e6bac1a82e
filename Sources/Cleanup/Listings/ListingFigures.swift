/// What a complete listing of a directory had.
package struct ListingFigures: Hashable, Sendable, Codable {
  /// Users whom the directory showed with it.
  package var users: Int
  /// Users in the listing itself; 0 when none was counted, or where logins are observed.
  package var listed: Int
  /// Those of them without the time of a last login.
  package var withoutLogin: Int

  /// The figures of a listing.
  package init(users: Int, listed: Int = 0, withoutLogin: Int = 0) {
    self.users = users
    self.listed = listed
    self.withoutLogin = withoutLogin
  }

  /// Users without the time of a last login, in per cent of those listed, rounded.
  package var withoutLoginPercent: Int {
    listed == 0 ? 0 : (withoutLogin * 100 + listed / 2) / listed
  }
}
