internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse directory delete NAME`
struct DirectoryDeleteCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete a directory with its users and groups. Cannot be undone.",
    discussion: """
      Nothing is changed in a remote directory itself. What runs, analyses and the audit say of the \
      directory stays. While users of it are deactivated or out of a group by cleanup or by hand, it is \
      not deleted, because nobody could restore them afterwards: undo the runs or restore the users \
      first. --abandon-holds leaves them as they are.
      """)

  @Argument(help: "Name of the directory.")
  var name: String

  @Flag(help: "Delete it even if users are held whom nobody can restore afterwards.")
  var abandonHolds = false

  @Flag(help: "Check everything, and say what would be deleted, but delete nothing.")
  var dryRun = false

  @Flag(help: "Delete without asking.")
  var yes = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let wanted = GetDirectoryRequest.with { $0.name = name }
    let directory = try await session.read(Methods.Directories.getDirectory, wanted).value
    var request = DeleteDirectoryRequest.with {
      $0.name = name
      $0.etag = directory.etag
      $0.abandonsHolds = abandonHolds
      $0.isValidateOnly = true
    }
    let planned = try await session.change(Methods.Directories.deleteDirectory, request)
    if dryRun { return try show(planned, "would be deleted", in: session) }
    if planned.value.abandonedUsers > 0 { session.console.note(Self.loss(planned.value)) }
    try session.console.confirm(
      "Delete the directory \"\(name)\" with \(Self.content(planned.value))?", isConfirmed: yes)
    request.isValidateOnly = false
    let deleted = try await session.change(Methods.Directories.deleteDirectory, request)
    try show(deleted, "is deleted", in: session)
  }

  private func show(
    _ answer: Answer<DeleteDirectoryResponse>, _ end: String, in session: Session
  ) throws {
    guard session.settings.output != .json else {
      return try session.console.print(answer.json())
    }
    let deleted = answer.value
    session.console.note("The directory \"\(name)\" \(end), with \(Self.content(deleted)).")
    if deleted.abandonedUsers > 0, dryRun { session.console.note(Self.loss(deleted)) }
  }

  private static func content(_ deleted: DeleteDirectoryResponse) -> String {
    "\(Numbers.count(deleted.users, "user")) and \(Numbers.count(deleted.groups, "group"))"
  }

  /// What nobody can give back afterwards.
  private static func loss(_ deleted: DeleteDirectoryResponse) -> String {
    let held = Numbers.count(deleted.abandonedUsers, "user")
    return
      "\(held) held by cleanup or by hand will stay deactivated, or out of their group: nobody can"
      + " restore them from here afterwards."
  }
}
