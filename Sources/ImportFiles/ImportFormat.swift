internal import Foundation

/// How rows are written in a file.
package enum ImportFormat: String, CaseIterable, Hashable, Sendable {
  /// Comma-separated values with a header line (RFC 4180).
  case csv
  /// One JSON object a line, without a header.
  case jsonLines = "jsonl"

  /// Tells the format by the end of the file's name: `.csv`, or `.jsonl` or `.ndjson`.
  package init(path: String) throws(ImportError) {
    switch URL(fileURLWithPath: path).pathExtension.lowercased() {
    case "csv": self = .csv
    case "jsonl", "ndjson": self = .jsonLines
    default:
      throw ImportError(
        .unknownFormat, "the name of a file to import must end in .csv, .jsonl or .ndjson")
    }
  }
}
