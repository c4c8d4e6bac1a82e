internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Cleanup of hundreds in a remote directory", .timeLimit(.minutes(3)))
struct RemoteScaleTests {
  private static let sleepers = 400
  private static let awake = 100

  @Test("A run closes exactly the sleepers, a login opens one, and an undo all others")
  func deactivation() async throws {
    let site = try await DirectorySite(sleepers: Self.sleepers, awake: Self.awake)
    let before = try await site.everything()
    try await site.admin.succeed(
      "configure", "--deactivate", "--inactive-after", "90d", "--max-percent", "100")
    let run = try await site.admin.json(RunDocument.self, "run", "--yes")
    #expect(run.candidateCount == Self.sleepers && run.counts.done == Self.sleepers, "\(run)")
    let closed = before.map { entry in
      entry.contains("uid: asleep-")
        ? Self.sorted(entry + "\npwdAccountLockedTime: 000001010000Z") : entry
    }
    #expect(try await site.everything() == closed.sorted())

    #expect(try await site.admin.succeed("login", "report", "asleep-7").contains("WOKEN"))
    #expect(try await site.closed().count == Self.sleepers - 1)
    let undo = try await site.admin.json(RunDocument.self, "undo", run.id, "--yes")
    #expect(undo.counts.done == Self.sleepers - 1 && undo.counts.skipped == 1, "\(undo)")
    #expect(try await site.everything() == before)
  }

  @Test("A run takes exactly the direct memberships, and leaves those by other groups to persons")
  func membership() async throws {
    let site = try await DirectorySite(sleepers: Self.sleepers, awake: Self.awake)
    let (both, inherited) = (0..<30, 30..<60)
    try await site.slapd.modify(Self.nesting(both, inherited))
    try await site.admin.succeed("directory", "sync", "corp")
    let before = try await site.everything()
    try await site.admin.succeed(
      "configure", "--remove-from-group", "seats", "--inactive-after", "90d", "--max-percent",
      "100")
    let run = try await site.admin.json(RunDocument.self, "run", "--yes")
    #expect(run.candidateCount == Self.sleepers, "\(run)")
    #expect(run.counts.done == Self.sleepers - both.count - inherited.count, "\(run)")
    #expect(run.counts.manual == both.count + inherited.count, "\(run)")
    let taken = before.map { entry in
      guard entry.contains("cn: seats") else { return entry }
      return entry.split(separator: "\n").filter { !$0.hasPrefix("member: uid=asleep-") }
        .joined(separator: "\n")
    }
    #expect(try await site.everything() == taken.sorted())

    let woken = try await site.admin.succeed("login", "report", "asleep-7")
    #expect(woken.contains("WOKEN") && woken.contains("seats"), "\(woken)")
    let undo = try await site.admin.json(RunDocument.self, "undo", run.id, "--yes")
    #expect(undo.counts.done == Self.sleepers - inherited.count - 1, "\(undo)")
    #expect(try await site.everything() == before)
  }

  /// LDIF that puts some into a group two levels below `seats`, others of whom are no direct members of it.
  private static func nesting(_ both: Range<Int>, _ inherited: Range<Int>) -> String {
    let name = { (user: Int) in "member: uid=asleep-\(user),ou=people,\(Slapd.base)\n" }
    return """
      dn: cn=innermost,ou=groups,\(Slapd.base)
      changetype: add
      objectClass: groupOfNames
      cn: innermost
      \(both.map(name).joined())\(inherited.map(name).joined())
      dn: cn=inner,ou=groups,\(Slapd.base)
      changetype: modify
      add: member
      member: cn=innermost,ou=groups,\(Slapd.base)

      dn: cn=seats,ou=groups,\(Slapd.base)
      changetype: modify
      delete: member
      \(inherited.map(name).joined())

      """
  }

  private static func sorted(_ entry: String) -> String {
    entry.split(separator: "\n").sorted().joined(separator: "\n")
  }
}
