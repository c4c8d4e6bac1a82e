/// A group of the population.
package struct ContractGroup: Hashable, Sendable {
  /// Its name, which may hold anything.
  package var name: String
  /// The keys of the people in it.
  package var people: [String]
  /// The names of the groups in it; they stand before it.
  package var groups: [String]

  /// A group with members.
  package init(_ name: String, people: [String], groups: [String] = []) {
    self.name = name
    self.people = people
    self.groups = groups
  }
}
