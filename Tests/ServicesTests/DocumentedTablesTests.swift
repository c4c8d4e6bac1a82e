internal import Cleanup
internal import Foundation
internal import Messages
internal import RPC
internal import TestSupport
internal import Testing

@testable internal import Services

/// The tables that other people's programs are written by say what the code does.
@Suite("The tables of Protos/README.md")
struct DocumentedTablesTests {
  /// Cells of the table whose head begins with a word, a row each.
  private func rows(under head: String) throws -> [[String]] {
    let path = BuiltProducts.checkout() + "/Protos/README.md"
    let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("| \(head) |") })
    return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: [" ", "`"]) }
    }
  }

  @Test("Every method stands there with its least role")
  func roles() throws {
    let documented = Dictionary(
      uniqueKeysWithValues: try rows(under: "method").map { row in
        // What stands behind a semicolon is about a field of the request.
        (row[0], row[1].components(separatedBy: ";")[0])
      })
    let served = Methods.all.filter { $0.service.hasPrefix("dormouse.") }
    for method in served {
      let name = method.path.replacing("/dormouse.v1.", with: "")
      #expect(documented[name] == LeastRole.of(method.path)?.rawValue, "\(name)")
    }
    #expect(documented.count == served.count)
  }

  @Test("Every reason stands there with its status")
  func reasons() throws {
    let documented = Dictionary(
      uniqueKeysWithValues: try rows(under: "reason").map { ($0[0], $0[1]) })
    let coded = Dictionary(
      uniqueKeysWithValues: RefusalReason.allCases.map { ($0.rawValue, $0.statusCode.name) })
    #expect(documented == coded)
  }
}
