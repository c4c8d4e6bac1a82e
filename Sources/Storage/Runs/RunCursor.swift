/// Where a page of runs ended: the latest come first.
package struct RunCursor: Hashable, Sendable, Codable {
  var number: Int64
}
