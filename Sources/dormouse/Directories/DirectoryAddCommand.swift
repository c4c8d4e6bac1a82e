internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse directory add NAME`
struct DirectoryAddCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an embedded directory, or move one that exists.",
    discussion: """
      Where the listings of a directory say nothing of logins, --activity observed lets those count \
      that are reported one by one. Until they have been for as long as the policy asks for, nobody \
      in it is inactive.
      """)

  @Argument(help: "Name: lower-case letters, digits and inner hyphens.")
  var name: String

  @Option(help: "Its place among the directories, from 1; behind all others if not given.")
  var position: Int?

  @Option(help: "How its activity is known; stays as it is if not given.")
  var activity: Choice<ActivitySource>?

  @Flag(help: "Check everything, but change nothing.")
  var dryRun = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = PutDirectoryRequest.with {
      $0.name = name
      $0.position = position ?? 0
      $0.activitySource = activity?.value
      $0.isValidateOnly = dryRun
    }
    let answer = try await session.change(Methods.Directories.putDirectory, request)
    try session.show(answer, Column.directory)
  }
}
