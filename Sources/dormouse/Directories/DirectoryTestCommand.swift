internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse directory test NAME`
struct DirectoryTestCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Find out whether a remote directory can be reached and what it can do.",
    discussion: "Changes nothing in it. Ends with 1 when something is not as it should be.")

  @Argument(help: "Name of the directory.")
  var name: String

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = TestDirectoryRequest.with { $0.directory = name }
    let answer = try await session.read(Methods.Directories.testDirectory, request)
    let checks = answer.value.checks
    switch session.settings.output {
    case .json: try session.console.print(answer.json())
    case .csv, .table:
      var printer = ListPrinter(
        Column.directoryChecks, format: session.settings.output, console: session.console,
        json: { _ in "" })
      try printer.print(checks)
      session.console.note(Self.summary(answer.value))
    }
    let failed = checks.count { !$0.isOK }
    guard failed == 0 else {
      throw CommandError(
        .failed, "\(failed) of \(Numbers.count(checks.count, "check")) failed: see what was found.")
    }
  }

  private static func summary(_ probe: DirectoryProbe) -> String {
    let names = probe.capabilities.names.joined(separator: ", ")
    return TerminalText.escaped(probe.product.isEmpty ? "The server" : probe.product)
      + " can: \(names.isEmpty ? "nothing but be read" : names)."
  }
}
