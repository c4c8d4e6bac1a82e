internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse directory sync NAME`
struct DirectorySyncCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "List a remote directory anew; \"analyze\" does it by itself.")

  @Argument(help: "Name of the directory.")
  var name: String

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = SyncDirectoryRequest.with { $0.directory = name }
    var bar = ProgressBar("Listing", console: session.console)
    var result: ImportSummary?
    try await session.follow(Methods.Directories.syncDirectory, request) { event in
      switch event.value {
      case .progress(let progress): bar.update(progress.users)
      case .result(let last): result = last
      }
    }
    guard let result else {
      throw CommandError(.failed, "The server ended the listing without a result; try again.")
    }
    if let held = result.held {
      session.console.note(
        TerminalText.escaped(held.explanation) + " Runs are held: see \"dormouse release\".")
    }
    try session.show(result, Column.summary) { try result.json() }
  }
}
