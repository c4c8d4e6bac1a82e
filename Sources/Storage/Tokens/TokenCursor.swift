/// Where a page of tokens ended: the oldest come first.
package struct TokenCursor: Hashable, Sendable, Codable {
  var createdAt: Int64
  var id: String
}
