internal import Foundation
internal import TestSupport
internal import Testing

@Suite("The benchmark's quick mode")
struct QuickModeTests {
  private struct Line: Decodable {
    var name: String
    var ratio: Double?
    /// Nil where the ratio is only told.
    var target: Double?
    var ok: Bool
    var rounds: Int
    var trouble: String?
  }

  private static let program = Command(BuiltProducts.path(of: "dormouse-bench"))

  @Test("Every row works or says what is missing, in a line of JSON each")
  func everyRow() async throws {
    let listed = try await Self.program.run(["--list"])
    let names = listed.output.split(separator: "\n").map { $0.prefix { $0 != ":" } }
    #expect(names.count >= 7)
    let result = try await Self.program.run(["--quick", "--json"])
    #expect(result.status == 0, "\(result.errors)")
    let lines = try result.output.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    #expect(lines.map(\.name) == names.map(String.init))
    for line in lines {
      #expect(line.target ?? 1 > 0)
      #expect(!line.ok || line.ratio != nil, "\(line.name)")
      // A peer that needs a heavy installation may be left out, but not without a word.
      #expect((line.ratio != nil) == (line.trouble == nil), "\(line.name)")
      #expect(line.rounds > 0 || line.trouble != nil, "\(line.name)")
    }
  }

  @Test("No row has the name of a subcommand, which would be run in its place")
  func rowNames() async throws {
    let listed = try await Self.program.run(["--list"])
    for line in listed.output.split(separator: "\n") {
      let name = String(line.prefix { $0 != ":" })
      let result = try await Self.program.run([name, "--list"])
      #expect(result.status == 0 && result.output == line + "\n", "\(name)")
    }
  }

  @Test("A row that there is not is refused with a hint")
  func unknownRow() async throws {
    let result = try await Self.program.run(["no-such-row"])
    #expect(result.status != 0)
    #expect(result.errors.contains("--list"))
  }
}
