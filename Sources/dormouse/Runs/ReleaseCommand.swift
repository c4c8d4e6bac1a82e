internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse release [DIRECTORY]`
struct ReleaseCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Let runs start again that a broken listing holds.",
    discussion: """
      Takes the last listing of the directory for good, as it is. Better import a whole one, which \
      lets runs go by itself. Without a terminal and without --yes it does nothing and exits with 3.
      """)

  @Argument(help: "Name of the directory; every one that holds runs if not given.")
  var directory = ""

  @Option(help: "Why; kept in the audit.")
  var reason: String

  @Flag(help: "Release without asking.")
  var yes = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let held = try await heldListings(session)
    for listing in held { session.console.note(TerminalText.escaped(listing.explanation)) }
    if !held.isEmpty {
      let listings = held.count == 1 ? "this listing" : "these \(held.count) listings"
      try session.console.confirm("Take \(listings) for good?", isConfirmed: yes)
    }
    // Where nothing is held the server says so; each listing is released as it was shown.
    let wanted = held.isEmpty ? [(directory, "")] : held.map { ($0.directory, $0.etag) }
    var released: [HeldListing] = []
    for (name, etag) in wanted {
      let request = ReleaseHeldRunRequest.with {
        $0.directory = name
        $0.reason = reason
        $0.etag = etag
      }
      released += try await session.change(Methods.Cleanup.releaseHeldRun, request).value.released
    }
    var printer = ListPrinter(
      Column.heldListings, format: session.settings.output, console: session.console
    ) { try $0.json() }
    try printer.print(released)
    try printer.finish(empty: "Nothing was held.")
  }

  private func heldListings(_ session: Session) async throws -> [HeldListing] {
    var found: [HeldListing] = []
    var request = ListDirectoriesRequest.with { $0.pageSize = PageOptions.mostPerPage }
    repeat {
      let page = try await session.read(Methods.Directories.listDirectories, request).value
      found += page.directories.compactMap(\.held)
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found.filter { directory.isEmpty || $0.directory == directory }
  }
}
