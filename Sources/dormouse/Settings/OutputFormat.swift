internal import ArgumentParser

/// How results are printed.
enum OutputFormat: String, Hashable, Sendable, CaseIterable, ExpressibleByArgument {
  /// Aligned columns for people.
  case table
  /// proto3 JSON: one object, or JSON Lines for lists.
  case json
  /// RFC 4180 with a header line.
  case csv
}
