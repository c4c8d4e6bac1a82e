internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse audit verify`
struct AuditVerifyCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that the audit is what was written.",
    discussion: """
      Walks along all events; each one's hash covers the one before. Note the head that it prints and \
      give it back later with --expect: nobody can then have written the audit anew. Ends with exit \
      code 1 when something does not hold, and names the first such event.
      """)

  @Option(help: "The head that an earlier check printed, as SEQUENCE:HASH.")
  var expect: AuditHeadArgument?

  @Flag(help: "Check the fleet's audit, not a tenant's.")
  var fleet = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = VerifyAuditRequest.with { $0.expectedHead = expect?.head }
    let answer = try await session.read(
      Methods.Cleanup.verifyAudit, request, tenant: fleet ? .none : .required)
    try session.show(answer, Column.auditProof)
    if let found = answer.value.firstBreak {
      throw CommandError(.failed, "The audit does not hold. \(found.message)")
    }
  }
}
