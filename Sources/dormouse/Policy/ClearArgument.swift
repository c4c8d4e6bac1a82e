internal import ArgumentParser
internal import Cleanup

/// A setting that is taken back to its default, by its path in the API.
struct ClearArgument: Hashable, Sendable, ExpressibleByArgument {
  /// What can be taken back: everything but what a policy cannot be without.
  static let fields = PolicyField.allCases.filter {
    ![.action, .group, .inactiveAfterDays].contains($0)
  }

  /// The setting.
  let field: PolicyField

  init?(argument text: String) {
    guard let field = PolicyField(rawValue: text), Self.fields.contains(field) else { return nil }
    self.field = field
  }

  static var allValueStrings: [String] { fields.map(\.rawValue) }
}
