extension ImportedUser {
  /// What is wrong with the user: each field's name on the wire and one sentence.
  package var violations: [FieldViolation] {
    // Nearly everybody is sound, and an import asks for everybody.
    if isSound { return [] }
    var found: [FieldViolation] = []
    let texts = [
      ("external_id", externalID, 1), ("username", username, 1),
      ("display_name", displayName, 0), ("email", email, 0),
    ]
    for (field, text, least) in texts {
      if let problem = textViolation(text, least: least) {
        found.append(FieldViolation(field: field, description: problem))
      }
    }
    if groups.count > Self.maxGroups {
      found.append(
        FieldViolation(
          field: "groups",
          description: "\(groups.count) groups are more than the \(Self.maxGroups) allowed"))
    }
    for (index, group) in groups.enumerated() {
      if let problem = textViolation(group, least: 1) {
        found.append(FieldViolation(field: "groups[\(index)]", description: problem))
      }
    }
    return found
  }

  private var isSound: Bool {
    textViolation(externalID, least: 1) == nil && textViolation(username, least: 1) == nil
      && textViolation(displayName, least: 0) == nil && textViolation(email, least: 0) == nil
      && groups.count <= Self.maxGroups
      && groups.allSatisfy { textViolation($0, least: 1) == nil }
  }
}

/// What is wrong with a name of an import; nil when nothing is.
func textViolation(_ text: String, least: Int) -> String? {
  let count = text.utf8.count
  if count < least { return "must not be empty" }
  if count > ImportedUser.maxTextBytes {
    return "\(count) bytes are more than the \(ImportedUser.maxTextBytes) allowed"
  }
  if hasNUL(text) { return "must not contain a NUL" }
  return nil
}

private func hasNUL(_ text: String) -> Bool {
  // The least of all bytes, for which several are looked at together.
  let least = text.utf8.withContiguousStorageIfAvailable { $0.reduce(.max, min) }
  return least.map { $0 == 0 } ?? text.utf8.contains(0)
}
