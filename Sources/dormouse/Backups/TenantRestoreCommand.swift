internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse tenant restore NAME FILE`
struct TenantRestoreCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make a tenant from a backup, or replace all that a tenant has by one.",
    discussion: """
      Nothing starts by itself afterwards: the schedule is off, an unfinished run ends as cancelled, \
      and the backup's tokens are dropped, so that new ones must be issued.
      """)

  @Argument(help: "Name of the tenant.")
  var name: String

  @Argument(help: "A file that \"tenant backup\" has written.", completion: .file())
  var file: String

  @Flag(help: "Replace everything that a tenant of this name has.")
  var replace = false

  @Option(help: "With --replace: only if this is still the tenant's etag.")
  var etag = ""

  @Flag(help: "Replace without asking.")
  var yes = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let reader = try BackupReader(file)
    // The server is not asked before the whole file is known to be good.
    let header = try reader.verify()
    let begin = try await begin(header, session)
    let upload = try await session.open(Methods.Tenants.restoreTenant, tenant: .none)
    do {
      try await upload.send(.begin(begin))
      while let part = try reader.next() {
        switch part {
        case .header: break
        case .chunk(let bytes): try await upload.send(.chunk(bytes))
        case .end(let end): try await upload.send(.finish(end))
        }
      }
    } catch let error as CommandError where error.details == nil {
      upload.cancel()
      throw error
    } catch {
      // The server has ended the call: its answer says why.
      _ = try await upload.finish()
      throw error
    }
    try session.show(try await upload.finish(), Column.restored)
  }

  private func begin(_ header: BackupHeader, _ session: Session) async throws -> RestoreBegin {
    var begin = RestoreBegin.with {
      $0.name = name
      $0.displayName = header.displayName
    }
    guard replace else { return begin }
    let wanted = GetTenantRequest.with { $0.name = name }
    let tenant = try await session.read(Methods.Tenants.getTenant, wanted, tenant: .none).value
    try session.console.confirm(
      "Replace everything that the tenant \"\(name)\" has by the backup of"
        + " \"\(TerminalText.escaped(header.tenantName))\" from"
        + " \(Moment(seconds: header.createdAt.seconds).rfc3339)?",
      isConfirmed: yes)
    begin.etag = etag.isEmpty ? tenant.etag : etag
    return begin
  }
}
