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

  init(_ row: Row) {
    id = row[0]
    username = row[1]
    displayName = row[2]
    email = row[3]
    isActive = row[4]
    createdAt = row.optionalMoment(5)
    hasVanished = !row.isNull(6)
    seenGeneration = row[7]
  }

  /// Whether the user's row would stay as it is.
  func matches(_ user: ImportedUser) -> Bool {
    !hasVanished && user.username == username && user.displayName == displayName
      && user.email == email && user.isActive ?? isActive == isActive
      && user.createdAt ?? createdAt == createdAt
  }
}
