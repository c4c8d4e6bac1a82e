internal import ArgumentParser
internal import Testing

@testable internal import dormouse

@Suite("Shared options before the name of a command")
struct GlobalArgumentsTests {
  private func hoisted(_ line: String) -> String {
    let words = line.split(separator: " ").map(String.init)
    return GlobalArguments.hoisted(words, below: Dormouse.self).joined(separator: " ")
  }

  @Test(
    "They move behind the names of commands, wherever between those they stand",
    arguments: [
      ("--tenant t logs --all", "logs --tenant t --all"),
      ("--server=h:1 users --tenant t list", "users list --server=h:1 --tenant t"),
      ("-v -o json explain -- --odd", "explain -v -o json -- --odd"),
      ("logs --tenant t", "logs --tenant t"),
      ("--tenant logs logs", "logs --tenant logs"),
      ("--tenant t exempt ada --owner o", "exempt --tenant t ada --owner o"),
      ("explain run", "explain run"),
    ])
  func moves(line: String, expected: String) {
    #expect(hoisted(line) == expected)
  }

  @Test(
    "A command that takes no options shows its help without them",
    arguments: [("--tenant t", ""), ("--tenant t users", "users"), ("-v --help", "--help")])
  func groups(line: String, expected: String) {
    #expect(hoisted(line) == expected)
  }

  @Test("Every shared option is known by its name")
  func complete() {
    let help = ConnectionOptions.helpMessage(includeHidden: true)
    let named = help.split(whereSeparator: { " \n,".contains($0) }).filter { $0.hasPrefix("-") }
    let known = GlobalArguments.valued.union(GlobalArguments.flags)
    #expect(Set(named.map(String.init)).subtracting(["-h", "--help"]) == known)
  }

  @Test("Verbose is seen anywhere but behind the end of options")
  func verbose() {
    #expect(GlobalArguments.isVerbose(["logs", "-v"]))
    #expect(GlobalArguments.isVerbose(["--verbose", "logs"]))
    #expect(!GlobalArguments.isVerbose(["explain", "--", "-v"]))
  }
}
