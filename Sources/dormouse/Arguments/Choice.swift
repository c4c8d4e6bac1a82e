internal import ArgumentParser

/// One of the values that the API names in UPPER_SNAKE; the command line takes the names in any
/// case, and with hyphens.
struct Choice<Value: Named>: Hashable, Sendable, ExpressibleByArgument {
  /// The value.
  let value: Value

  /// A value that is not read, such as a default.
  init(_ value: Value) {
    self.value = value
  }

  init?(argument text: String) {
    let wanted = text.uppercased().replacing("-", with: "_")
    guard let found = Value.named.first(where: { $0.name == wanted }) else { return nil }
    value = found.value
  }

  static var allValueStrings: [String] { Value.named.map { $0.name.lowercased() } }

  var defaultValueDescription: String {
    Value.named.first { $0.value == value }?.name.lowercased() ?? ""
  }
}
