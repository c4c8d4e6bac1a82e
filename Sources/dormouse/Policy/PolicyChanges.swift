internal import Cleanup

/// The settings that a command line changes, and which they are.
struct PolicyChanges: Hashable, Sendable {
  /// The new values; what `fields` does not name means nothing.
  var policy = Policy(action: .deactivate, inactiveAfterDays: 0)
  /// What changes, each once and in the order in which it was set.
  private(set) var fields: [PolicyField] = []

  /// Sets a field from a value, unless it is nil.
  mutating func set<Value>(
    _ field: PolicyField, _ value: Value?, _ assign: (inout Policy, Value) -> Void
  ) {
    guard let value else { return }
    assign(&policy, value)
    name(field)
  }

  /// Sets a list, unless it is empty: the list as a whole is replaced.
  mutating func replace<Element>(
    _ field: PolicyField, _ list: [Element], _ assign: (inout Policy, [Element]) -> Void
  ) {
    set(field, list.isEmpty ? nil : list, assign)
  }

  /// Names a field whose value stands at its default, which takes it back.
  mutating func clear(_ field: PolicyField) throws(CommandError) {
    guard !fields.contains(field) else {
      throw CommandError(.usage, "\(field.rawValue) is both set and cleared; give one of them.")
    }
    name(field)
  }

  /// Whether a policy can be made of the changes alone.
  var isWhole: Bool {
    fields.contains(.action) && fields.contains(.inactiveAfterDays)
  }

  private mutating func name(_ field: PolicyField) {
    if !fields.contains(field) { fields.append(field) }
  }
}
