internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Bad files")
struct ImportFileTests {
  /// What stands before the first user.
  static let header = "external_id,username,created_time,last_login_time,groups\n"
  /// A line that nothing is wrong with.
  static let good = "1,ada,2020-01-01T00:00:00Z,2020-02-01T00:00:00Z,members\n"
  private static let tenMegabytes = 10 << 20

  /// What is wrong with a file, and what the client says of it.
  static let bad: [(String, String, String)] = [
    ("a missing column", "external_id,created_time\n1,2020-01-01T00:00:00Z\n", "username"),
    ("a wrong date", header + good + "2,bob,yesterday,,members\n", "users.csv: line 3"),
    ("a doubled id", header + good + good, "line 3, external_id"),
    (
      "an endless line", header + good + "2,\(String(repeating: "x", count: tenMegabytes)),,,\n",
      "line 3"
    ),
    ("a NUL", header + good + "2,b\0b,,,members\n", "line 3"),
  ]

  @Test("A bad line is told with its number, and nothing is imported", arguments: bad)
  func badFile(what: String, text: String, expected: String) async throws {
    let installation = try await Installation()
    let file = try installation.folder.write("users.csv", text)
    try await installation.admin.fail(1, expected, "users", "import", file)
    let users = try await installation.admin.succeed("users", "list", "--output", "json")
    #expect(users.isEmpty)
  }

  @Test("Broken UTF-8 is told with its line")
  func brokenText() async throws {
    let installation = try await Installation()
    let file = installation.folder.path("users.csv")
    var bytes = Data((Self.header + Self.good + "2,").utf8)
    bytes.append(contentsOf: [0xFF, 0xFE])
    bytes.append(contentsOf: Data(",,,members\n".utf8))
    try bytes.write(to: URL(filePath: file))
    try await installation.admin.fail(1, "line 3", "users", "import", file)
  }

  @Test("Bad lines can be left out, and are counted")
  func skipBad() async throws {
    let installation = try await Installation()
    let text = Self.header + Self.good + "2,bob,yesterday,,members\n3,cy,,,members\n"
    let file = try installation.folder.write("users.csv", text)
    let result = try await installation.admin.run("users", "import", file, "--skip-bad")
    #expect(result.status == 0 && result.errors.contains("1 bad line left out"))
    let users = try await installation.admin.succeed("users", "list", "--output", "json")
    #expect(users.split(separator: "\n").count == 2)
  }

  @Test("JSON Lines and a groups file are imported, from standard input too")
  func jsonLines() async throws {
    let installation = try await Installation()
    let groups = try installation.folder.write("groups.csv", "group,parent\nmembers,everyone\n")
    let line = """
      {"external_id": "1", "username": "ada", "created_time": "2020-01-01T00:00:00Z", \
      "last_login_time": null, "groups": ["members"]}
      """
    let result = try await installation.admin.run(
      ["users", "import", "-", "--format", "jsonl", "--groups", groups], input: line + "\n")
    #expect(result.status == 0, "\(result.errors)")
    let user = try await installation.admin.succeed("users", "show", "ada")
    #expect(user.contains("everyone"))
  }
}
