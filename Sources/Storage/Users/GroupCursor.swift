/// Where a page of groups ended: groups come by name, then row.
package struct GroupCursor: Hashable, Sendable, Codable {
  var name: String
  var group: Int64
}
