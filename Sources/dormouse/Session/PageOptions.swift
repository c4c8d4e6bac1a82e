internal import ArgumentParser

/// How much of a list is printed.
struct PageOptions: ParsableArguments {
  /// Rows that the server gives at once at most.
  static let mostPerPage = 1000
  /// Rows when nothing is said.
  static let standardLimit = 50

  @Option(help: "How many to print at most (default 50).")
  var limit: Int?

  @Flag(help: "Print all.")
  var all = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if limit != nil, all { throw ValidationError("Give either --limit or --all.") }
  }

  /// How many rows are wanted.
  var most: Int { all ? .max : limit ?? Self.standardLimit }
}
