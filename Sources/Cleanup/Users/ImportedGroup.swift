/// A group, and perhaps one group that it is a member of, as an import brings it.
package struct ImportedGroup: Hashable, Sendable {
  /// Name of the group.
  package var name: String
  /// Name of a group that this one is a member of; empty for none.
  package var parent: String

  /// A group, and a parent unless it is empty.
  package init(name: String, parent: String = "") {
    self.name = name
    self.parent = parent
  }

  /// What is wrong with the group: each field's name on the wire and one sentence.
  package var violations: [FieldViolation] {
    var found: [FieldViolation] = []
    if let problem = textViolation(name, least: 1) {
      found.append(FieldViolation(field: "name", description: problem))
    }
    if let problem = textViolation(parent, least: 0) {
      found.append(FieldViolation(field: "parent", description: problem))
    }
    if !name.isEmpty, name == parent {
      found.append(
        FieldViolation(field: "parent", description: "a group cannot be a member of itself"))
    }
    return found
  }
}
