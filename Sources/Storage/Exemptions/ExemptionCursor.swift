/// Where a page of exemptions ended: those that end first come first.
package struct ExemptionCursor: Hashable, Sendable, Codable {
  var until: Int64
  var user: Int64
}
