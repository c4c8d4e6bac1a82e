internal import Foundation

/// What is said beside the results, on standard error.
enum Notes {
  /// Writes a line.
  static func write(_ line: String) {
    FileHandle.standardError.write(Data("dormouse-bench: \(line)\n".utf8))
  }
}
