/// What a row measures, against what, and how well it must do.
struct RowDescription: Hashable, Sendable {
  /// Its name on the command line, in kebab-case.
  var name: String
  /// What is measured.
  var what: String
  /// What it is held against.
  var against: String
  /// In what the two sides are measured.
  var unit: Unit
  /// What must be reached.
  var target: Target
}
