internal import ArgumentParser
internal import Foundation
internal import Messages

/// `dormouse tenant backup NAME FILE`
struct TenantBackupCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a tenant with everything that it holds into a file, while it is in use.",
    discussion: """
      The file is checked and written to the disk before it gets its name, and only its owner may \
      read it. It holds users and settings, and of tokens no more than hashes.
      """)

  @Argument(help: "Name of the tenant.")
  var name: String

  @Argument(help: "The file to write.", completion: .file())
  var file: String

  @Flag(help: "Replace a file that is there.")
  var force = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    guard force || !FileManager.default.fileExists(atPath: file) else {
      throw CommandError(.usage, "The file \(file) exists: give --force to replace it.")
    }
    let writer = try BackupWriter(file)
    let request = BackupTenantRequest.with { $0.name = name }
    try await session.follow(Methods.Tenants.backupTenant, request, tenant: .none) { answer in
      try writer.add(answer.value)
    }
    let header = try writer.finish()
    session.console.note(
      "The tenant \"\(TerminalText.escaped(header.tenantName))\" is in \(file):"
        + " \(Numbers.grouped(Int(header.byteCount))) bytes, schema \(header.schemaVersion).")
  }
}
