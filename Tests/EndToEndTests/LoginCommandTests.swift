internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Logins from the command line", .timeLimit(.minutes(2)))
struct LoginCommandTests {
  @Test("A login is told of by a reporter, wakes its user, and says what is in the way")
  func report() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    try await installation.importUsers(asleep: 3, awake: 10)
    try await admin.succeed("configure", "--deactivate", "--inactive-after", "90d")
    try await admin.succeed("configure", "--max-percent", "100")
    try await admin.succeed("run", "--yes")
    #expect(try await admin.succeed("users", "show", "asleep-0").contains("DEACTIVATE"))

    let reporter = try await installation.terminal("reporter")
    let woken = try await reporter.succeed("login", "report", "asleep-0")
    #expect(woken.contains("WOKEN") && woken.contains("REACTIVATED"))
    let again = try await reporter.succeed(
      "login", "report", "users/asleep-0", "--kind", "password-login", "--source", "gate",
      "--output", "json")
    #expect(again.contains("\"outcome\":\"LET_IN\""))
    #expect(try await admin.succeed("users", "show", "asleep-0").contains("gate"))
    try await reporter.fail(
      4, "older", "login", "report", "asleep-1", "--time", "2020-01-01")
    try await admin.succeed("act", "deactivate", "asleep-2", "--reason", "left")
    try await reporter.fail(4, "closed by a person", "login", "report", "asleep-2")
    try await reporter.fail(2, "time", "login", "report", "asleep-1", "--time", "2999-01-01")
    try await reporter.fail(4, "does not allow", "users", "list")
  }

  @Test("Provisioning is shown and set, and creates whom nobody knows")
  func provisioning() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    try await installation.importUsers(asleep: 0, awake: 2)
    try await admin.fail(4, "Nobody has this name", "login", "report", "ada")
    try await admin.fail(2, "Say what to change", "provisioning", "set")
    try await admin.fail(2, "--directory", "provisioning", "set", "--create")
    try await admin.succeed(
      "provisioning", "set", "--directory", "users", "--create", "--update", "--default-group",
      "members", "--map-attribute", "mail=email", "--map-group", "dept=it=members")
    try await admin.succeed("provisioning", "set", "--seat-limit", "3")
    let shown = try await admin.succeed("provisioning", "show")
    #expect(shown.contains("dept=it=members") && shown.contains("mail=EMAIL"))
    try await admin.fail(
      2, "no group", "provisioning", "set", "--directory", "users", "--default-group", "none")
    let created = try await admin.succeed(
      "login", "report", "ada", "--claim", "mail=ada@example.org", "--claim", "dept=it")
    #expect(created.contains("CREATED"))
    let ada = try await admin.succeed("users", "show", "ada")
    #expect(ada.contains("ada@example.org") && ada.contains("members"))
    try await admin.fail(4, "Every seat is taken", "login", "report", "bea")
  }
}
