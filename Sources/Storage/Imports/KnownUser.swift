internal import Cleanup

/// What is stored of a user whom an import brings again.
struct KnownUser {
  let id: Int64
  let username: String
  let displayName: String
  let email: String
  let isActive: Bool
  let createdAt: Moment?
  let hasVanished: Bool
  let seenGeneration: Int64
  /// Whether the source has said anything of the last login.
  let hasLogin: Bool
  /// The last login as the source has said it; nil when it said that there was none.
  let lastLogin: Moment?

  /// What a row says; texts that are the imported user's are taken from there.
  init(_ row: Row, like user: ImportedUser) {
    id = row[0]
    username = row.text(1, like: user.username)
    displayName = row.text(2, like: user.displayName)
    email = row.text(3, like: user.email)
    isActive = row[4]
    createdAt = row.optionalMoment(5)
    hasVanished = !row.isNull(6)
    seenGeneration = row[7]
    hasLogin = row[8]
    lastLogin = row.optionalMoment(9)
  }

  /// Whether the user's row would stay as it is.
  func matches(_ user: ImportedUser) -> Bool {
    !hasVanished && user.username == username && user.displayName == displayName
      && user.email == email && user.isActive ?? isActive == isActive
      && user.createdAt ?? createdAt == createdAt
  }

  /// Whether what is listed of the last login is news.
  func isOlder(than login: ImportedUser.Login) -> Bool {
    if login == .unknown { return false }
    guard hasLogin else { return true }
    return login.time.map { $0 > lastLogin ?? .earliest } ?? false
  }
}
