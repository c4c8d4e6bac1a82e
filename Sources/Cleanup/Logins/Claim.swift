/// What an identity provider says of a user beside the name.
package struct Claim: Hashable, Sendable {
  /// Name of the claim, such as `groups`.
  package var name: String
  /// Its values.
  package var values: [String]

  /// A claim with its values.
  package init(name: String, values: [String]) {
    self.name = name
    self.values = values
  }
}
