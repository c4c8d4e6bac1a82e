/// The people and groups that every server is filled with.
package struct Population: Hashable, Sendable {
  /// The people.
  package var people: [ContractPerson]
  /// The groups; one that is in another stands before it.
  package var groups: [ContractGroup]

  /// Everybody: some with plain names, and some with whatever has a meaning in names, filters and paths.
  package static let standard = Population(
    people: ["ann", "bob", "cora", "dan", "eve"].map { ContractPerson($0) } + [
      ContractPerson("odd1", name: #"Ärzte, "Öl" (Ü) \ö*"#),
      ContractPerson("odd2", name: " leading; #blank"),
      ContractPerson("odd3", name: "#<a>=+b/c"),
    ],
    groups: [
      ContractGroup("crew", people: ["ann", "bob", "odd1", "odd2"]),
      ContractGroup("solo", people: ["cora"]),
      ContractGroup(oddGroup, people: ["dan", "odd3"]),
      ContractGroup("outer", people: ["bob"], groups: ["crew"]),
    ])

  /// The name of the group that holds whatever has a meaning somewhere.
  package static let oddGroup = #"Team, "Öst" (1) \x=y"#

  /// Somebody by the key.
  package func person(_ key: String) -> ContractPerson {
    people.first { $0.key == key } ?? ContractPerson(key)
  }
}
