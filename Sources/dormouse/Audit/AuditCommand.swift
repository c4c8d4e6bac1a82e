internal import ArgumentParser

/// `dormouse audit …`
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "List who changed what, and check that nobody changed the list.",
    discussion: """
      The audit is the tenant's that --tenant or the context names. With a fleet token, --fleet is \
      about tenants and the fleet's own tokens instead.
      """,
    subcommands: [AuditListCommand.self, AuditVerifyCommand.self])
}
