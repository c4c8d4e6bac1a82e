internal import ArgumentParser
internal import Cleanup
internal import ImportFiles
internal import Messages

/// `dormouse users import FILE`
struct UsersImportCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import users, and groups, from CSV or JSON Lines.",
    discussion: """
      Columns: external_id, username, created_time, last_login_time, groups (with | between names), \
      and if wanted display_name, email, active. An empty last_login_time means that the user never \
      logged in; where the column is missing nothing is known. The groups file has the columns \
      group and parent. Nothing shows on the server before the whole file was taken.
      """)

  @Argument(help: "The file, .csv or .jsonl; - for standard input.", completion: .file())
  var file: String

  @Option(help: "Name of the embedded directory.")
  var directory = Tenant.firstDirectory

  @Option(help: "File with groups and the groups that they are members of.", completion: .file())
  var groups: String?

  @Option(help: "The format, csv or jsonl; told by the file's name if not given.")
  var format: ImportFormat?

  @Flag(
    help: """
      Leave users as they are whom the file does not mention. Nobody is cleaned up in a directory \
      that was never imported without it.
      """)
  var merge = false

  @Flag(help: "Leave out bad lines and import the rest.")
  var skipBad = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    var job = ImportJob(session: session, skipsBad: skipBad)
    let begin = ImportBegin.with {
      $0.directory = directory
      $0.mode = merge ? .merge : .full
      $0.requestID = Identifier.random()
    }
    let users = try source(file)
    let nested = try groups.map { (path: $0, source: try source($0)) }
    // The server waits for a client that has begun, but not for long.
    users.chunks.waitUntilReadable()
    let upload = try await session.open(Methods.Directories.importUsers)
    do {
      try await upload.send(.begin(begin))
      if let nested {
        try await job.send(ImportedGroup.self, nested.source, named: nested.path, to: upload)
      }
      try await job.send(
        ImportedUser.self, users, named: file == "-" ? "standard input" : file, to: upload)
      try job.refuseBad()
    } catch {
      upload.cancel()
      throw error
    }
    let answer = try await job.finish(upload)
    job.reportLeftOut(isFull: !merge)
    if let held = answer.value.held {
      session.console.note(
        TerminalText.escaped(held.explanation) + " Runs are held: see \"dormouse release\".")
    }
    try session.show(answer, Column.summary)
  }

  private func source(_ path: String) throws(ImportError) -> ImportJob.Source {
    ImportJob.Source(chunks: try FileChunks(path: path), format: try format(of: path))
  }

  private func format(of path: String) throws(ImportError) -> ImportFormat {
    if path == file, let format { return format }
    return path == "-" ? format ?? .csv : try ImportFormat(path: path)
  }
}

extension ImportFormat: ExpressibleByArgument {}
