internal import ArgumentParser
internal import Testing

@testable internal import dormouse

@Suite("The command tree")
struct CompletionTests {
  @Test("Completion scripts know every command", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let chosen = try #require(CompletionShell(rawValue: shell))
    let script = Dormouse.completionScript(for: chosen)
    for command in Dormouse.configuration.subcommands {
      let name = try #require(command.configuration.commandName)
      #expect(script.contains(name))
    }
  }

  @Test("Every command has a name and says what it is for")
  func described() {
    func check(_ command: any ParsableCommand.Type) {
      #expect(command.configuration.commandName != nil)
      #expect(command.configuration.abstract.hasSuffix("."))
      command.configuration.subcommands.forEach(check)
    }
    check(Dormouse.self)
  }

  @Test(
    "Well-formed command lines are taken",
    arguments: [
      "tenant create acme", "tenant delete acme --yes", "token issue x --role admin --expires 90d",
      "directory add legacy --position 2", "users import f.csv --skip-bad --merge",
      "users list --state inactive --all", "analyze --as-of 2014-09-14T03:04:42.270Z -o json",
      "verdicts --reason group-excluded --order username", "explain users/id:7",
      "act remove-from-group ada bob --group seats --reason why", "act restore ada --reason why",
      "exempt ada --until 2027-01-01 --owner Ann", "exempt list", "exempt delete ada",
      "run --yes --override-limits because", "watch", "watch r1 --outcomes", "cancel r1",
      "logs --all", "log r1 --outcome failed", "log --export csv", "context add a", "context use a",
    ])
  func parses(line: String) throws {
    _ = try Dormouse.parseAsRoot(line.split(separator: " ").map(String.init))
  }

  @Test(
    "Wrong ones are not",
    arguments: [
      "token issue x", "token issue x --role king", "logs --limit 0", "logs --limit 3 --all",
      "act deactivate ada", "act add-to-group ada --reason why", "exempt ada --owner Ann",
      "analyze --as-of yesterday", "log --export csv --outcome failed", "explain users/",
      "configure --deactivate --remove-from-group g", "run --output xml",
    ])
  func refuses(line: String) {
    #expect(throws: (any Error).self) {
      _ = try Dormouse.parseAsRoot(line.split(separator: " ").map(String.init))
    }
  }
}
