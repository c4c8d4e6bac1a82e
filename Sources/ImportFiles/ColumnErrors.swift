/// Errors that CSV and JSON Lines files have in common.
enum ColumnErrors {
  static func unknown(_ names: [String], known columns: [ImportColumn]) -> ImportError {
    let known = columns.map(\.name).joined(separator: ", ")
    return ImportError(
      .unknownColumn, "unknown \(plural("column", names)) \(quoted(names)); known are \(known)")
  }

  static func missing(_ names: [String]) -> ImportError {
    ImportError(
      .missingColumn, "the file has no \(plural("column", names)) \(quoted(names))", line: 1)
  }

  static var emptyName: ImportError { ImportError(.badValue, "a name in the list is empty") }

  /// Names as they can be shown: cut short, since a file that is not a table at all has very
  /// strange column names, and without what a terminal would obey.
  private static func quoted(_ names: [String]) -> String {
    let shown = names.prefix(8).map { name in
      let harmless = name.unicodeScalars.prefix(40).map { scalar in
        scalar.properties.generalCategory == .control
          || scalar.properties.generalCategory == .format
          ? "?" : String(scalar)
      }
      return "\"\(harmless.joined())\""
    }
    return shown.joined(separator: ", ") + (names.count > shown.count ? ", …" : "")
  }

  private static func plural(_ noun: String, _ names: [String]) -> String {
    names.count == 1 ? noun : noun + "s"
  }
}
