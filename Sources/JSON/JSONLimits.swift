/// How much JSON of a stranger may hold.
package struct JSONLimits: Hashable, Sendable {
  /// Most lists and objects that lie in each other.
  package var depth: Int
  /// Most values, lists and objects included.
  package var values: Int

  /// Limits of a text.
  package init(depth: Int, values: Int) {
    self.depth = depth
    self.values = values
  }
}
