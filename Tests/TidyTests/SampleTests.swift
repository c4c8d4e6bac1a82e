internal import Foundation
internal import TestSupport
internal import Testing

@Suite("The sample of the quickstart")
struct SampleTests {
  @Test("It is what its rule takes out of the whole file")
  func rule() async throws {
    let result = try await Command(Tree.absolutePath("deploy/sample/take")).run([])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == Tree.text(of: "deploy/sample/users.csv"))
    #expect(result.output.split(separator: "\n").count == 2001)
  }

  @Test("Its dates move together, so that the newest is now")
  func shifting() async throws {
    let sample = Tree.absolutePath("deploy/sample/users.csv")
    let before = Date()
    let result = try await Command(Tree.absolutePath("deploy/sample/shift-dates")).run([sample])
    let after = Date()
    #expect(result.status == 0, "\(result.errors)")
    let old = try Self.dates(in: Tree.text(of: "deploy/sample/users.csv"))
    let new = try Self.dates(in: result.output)
    let newest = try #require(new.max())
    // The script cuts the moment to milliseconds.
    #expect(newest > before.addingTimeInterval(-0.001) && newest <= after)
    let spans = zip(old, new).map { $1.timeIntervalSince($0) }
    let span = try #require(spans.first)
    #expect(old.count == 4000)
    #expect(spans.allSatisfy { abs($0 - span) < 0.002 })
  }

  /// Every date of a file, in its order.
  private static func dates(in text: String) throws -> [Date] {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return try text.split(separator: "\n").dropFirst().flatMap { line in
      try line.split(separator: ",", omittingEmptySubsequences: false)[2...3].map {
        try style.parse(String($0))
      }
    }
  }
}
