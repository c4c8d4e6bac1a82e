/// Where a page of users ended: users come by username, then directory, then row.
package struct UserCursor: Hashable, Sendable, Codable {
  var usernameKey: String
  var directory: Int64
  var user: Int64
}
