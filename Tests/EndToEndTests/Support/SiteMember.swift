internal import Foundation
internal import Testing
internal import TestSupport

/// A line of the real file, read by the test itself and not by what it tests.
struct SiteMember: Sendable {
  var username: String
  /// Milliseconds since 1970.
  var created: Int
  /// Milliseconds since 1970.
  var lastLogin: Int
  var groups: Set<Substring>

  /// Where the file is.
  static let path = BuiltProducts.checkout() + "/Tests/Fixtures/scifi-users.csv"

  /// Everybody in the file.
  static func all() throws -> [SiteMember] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return try text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      try #require(cells.count == 5, "\(line)")
      return SiteMember(
        username: String(cells[1]), created: try milliseconds(cells[2]),
        lastLogin: try milliseconds(cells[3]), groups: Set(cells[4].split(separator: "|")))
    }
  }

  /// A moment such as `2014-09-14T03:04:42.270Z`, in milliseconds since 1970.
  static func milliseconds(_ text: some StringProtocol) throws -> Int {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return Int((try style.parse(String(text)).timeIntervalSince1970 * 1000).rounded())
  }
}
