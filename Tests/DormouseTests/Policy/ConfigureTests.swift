internal import ArgumentParser
internal import Cleanup
internal import Testing

@testable internal import dormouse

@Suite("Settings of a policy from the command line")
struct ConfigureTests {
  private func changes(_ arguments: String...) throws -> PolicyChanges {
    try ConfigureCommand.parse(arguments).changes()
  }

  @Test("Exactly the fields that were given change")
  func mask() throws {
    let changes = try changes(
      "--remove-from-group", "members", "--inactive-after", "180d", "--exclude-group", "moderators",
      "--exclude-group", "staff")
    #expect(changes.fields == [.action, .inactiveAfterDays, .exceptionGroups])
    #expect(changes.policy.action == .removeFromGroup("members"))
    #expect(changes.policy.inactiveAfterDays == 180)
    #expect(changes.policy.exceptions.groups == ["moderators", "staff"])
    #expect(changes.isWhole)
  }

  @Test("Every option sets its own field", arguments: OptionCase.all)
  func options(option: OptionCase) throws {
    let changes = try ConfigureCommand.parse(option.arguments).changes()
    #expect(changes.fields == [option.field])
    #expect(option.check(changes.policy))
    #expect(!changes.isWhole)
  }

  @Test(
    "Every field but those of which a part is set can be cleared", arguments: ClearArgument.fields)
  func clear(field: PolicyField) throws {
    #expect(try changes("--clear", field.rawValue).fields == [field])
  }

  @Test("Nothing to change, and a field both set and cleared, are wrong usage")
  func wrong() {
    let nothing = #expect(throws: CommandError.self) { try changes() }
    #expect(nothing?.status == .usage)
    let both = #expect(throws: CommandError.self) {
      try changes("--exclude-group", "g", "--clear", "exceptions.groups")
    }
    #expect(both?.status == .usage)
    #expect(throws: (any Error).self) { try changes("--clear", "action") }
    #expect(throws: (any Error).self) { try changes("--deactivate", "--remove-from-group", "g") }
  }
}
