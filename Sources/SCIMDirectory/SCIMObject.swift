internal import JSON

/// Attributes by their names, for which the case of letters does not count (RFC 7643, section 2.1).
struct SCIMObject: Hashable, Sendable {
  private let values: [String: JSONValue]

  init(_ values: [String: JSONValue]) {
    self.values = values
  }

  /// The object that a value is; nil when it is none.
  init?(_ value: JSONValue?) {
    guard let object = value?.object else { return nil }
    values = object
  }

  /// The value of an attribute; nil when it has none, which null says too (RFC 7643, section 2.5).
  subscript(_ name: String) -> JSONValue? {
    let value = values[name] ?? other(name)
    return value == .null ? nil : value
  }

  private func other(_ name: String) -> JSONValue? {
    let wanted = name.lowercased()
    return values.first { $0.key.utf8.count == wanted.utf8.count && $0.key.lowercased() == wanted }?
      .value
  }
}
