internal import ArgumentParser
internal import Cleanup
internal import Foundation
internal import Messages

/// What the commands that put a remote directory have in common.
struct DirectoryPutOptions: ParsableArguments {
  @Argument(help: "Name: lower-case letters, digits and inner hyphens.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "File whose first line is the password, token or client secret; - reads standard input."
        + " Stays as it is if not given.", valueName: "FILE"))
  var secretFile: String?

  @Option(
    help: ArgumentHelp(
      "Certificates of the authorities that are trusted, as PEM; the system's if never given.",
      valueName: "FILE"))
  var serverCa: String?

  @Option(help: "Its place among the directories, from 1; behind all others if never given.")
  var position: Int?

  @Option(help: "How its activity is known; stays as it is if not given.")
  var activity: Choice<ActivitySource>?

  @Flag(help: "Check everything, but change nothing.")
  var dryRun = false

  /// Reads the directory if there is one, lets its settings be changed, and stores them unless somebody
  /// else changed it meanwhile.
  func run(
    in session: Session,
    _ change: (RemoteSettings?) throws(CommandError) -> RemoteSettings
  ) async throws {
    let known = try await stored(in: session)
    var request = PutDirectoryRequest.with {
      $0.name = name
      $0.position = position ?? 0
      $0.activitySource = activity?.value
      $0.etag = known?.etag ?? ""
      $0.isValidateOnly = dryRun
    }
    request.remote = try change(known?.remote)
    if let secretFile { request.secret = try SecretFile.read(secretFile) }
    let answer = try await session.change(Methods.Directories.putDirectory, request)
    if dryRun { session.console.note("Nothing was stored; this is what would be:") }
    try session.show(answer, Column.directory)
    if !answer.value.hasSecret {
      session.console.note("No secret is stored: give one with --secret-file.")
    }
  }

  /// Certificates from the file that was named; nil to leave them as they are.
  func certificates() throws(CommandError) -> String? {
    guard let serverCa else { return nil }
    guard let data = FileManager.default.contents(atPath: serverCa) else {
      throw CommandError(.usage, "The certificate file \(serverCa) cannot be read.")
    }
    return String(decoding: data, as: UTF8.self)
  }

  private func stored(in session: Session) async throws -> DirectorySettings? {
    do {
      let request = GetDirectoryRequest.with { $0.name = name }
      return try await session.read(Methods.Directories.getDirectory, request).value
    } catch let error as CommandError
      where error.details?.reason == RefusalReason.directoryNotFound.rawValue
    {
      return nil
    }
  }
}
