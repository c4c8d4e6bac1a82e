internal import ArgumentParser
internal import Messages

/// `dormouse directory show NAME`
struct DirectoryShowCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one directory.")

  @Argument(help: "Name of the directory.")
  var name: String

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = GetDirectoryRequest.with { $0.name = name }
    let answer = try await session.read(Methods.Directories.getDirectory, request)
    try session.show(answer, Column.directory)
  }
}
