internal import DirectoryServers
internal import Testing

/// A cleanup of everybody called `asleep-` on an LDAP server, from the analysis over a login to the undo.
struct WholeCleanup {
  /// Who comes back meanwhile.
  private static let returner = "asleep-7"

  let site: DirectorySite
  let sleepers: Int

  /// Expects that a run closes exactly the sleepers, a login opens one, and an undo all others.
  func deactivate() async throws {
    let before = try await site.everything()
    try await site.configure(["--deactivate"])
    let run = try await site.admin.json(RunDocument.self, "run", "--yes")
    #expect(run.candidateCount == sleepers && run.counts.done == sleepers, "\(run)")
    #expect(try await site.everything() == before.map { closed($0) }.sorted())

    #expect(try await site.admin.succeed("login", "report", Self.returner).contains("WOKEN"))
    let others = before.map { isEntry($0, of: Self.returner) ? $0 : closed($0) }
    #expect(try await site.everything() == others.sorted())
    let undo = try await site.admin.json(RunDocument.self, "undo", run.id, "--yes")
    #expect(undo.counts.done == sleepers - 1 && undo.counts.skipped == 1, "\(undo)")
    #expect(try await site.everything() == before)
  }

  /// Expects that a run takes exactly the direct memberships, and leaves those by other groups to persons. Some,
  /// and with them the one who comes back, are in the group by another one as well; others by that alone.
  func removeFromGroup(_ both: Range<Int>, _ inherited: Range<Int>) async throws {
    try await site.tools.modify(nesting(both, inherited))
    try await site.admin.succeed("directory", "sync", "corp")
    let before = try await site.everything()
    try await site.configure(["--remove-from-group", "seats"])
    let run = try await site.admin.json(RunDocument.self, "run", "--yes")
    #expect(run.candidateCount == sleepers, "\(run)")
    #expect(run.counts.done == sleepers - both.count - inherited.count, "\(run)")
    #expect(run.counts.manual == both.count + inherited.count, "\(run)")
    #expect(try await site.everything() == before.map(taken).sorted())

    let woken = try await site.admin.succeed("login", "report", Self.returner)
    #expect(woken.contains("WOKEN") && woken.contains("seats"), "\(woken)")
    #expect(try await site.members(of: "seats").contains(Self.returner))
    let undo = try await site.admin.json(RunDocument.self, "undo", run.id, "--yes")
    #expect(undo.counts.done == sleepers - inherited.count - 1, "\(undo)")
    #expect(try await site.everything() == before)
  }

  /// An entry as it is when all sleepers are closed.
  private func closed(_ entry: String) -> String {
    let lines = entry.split(separator: "\n").map(String.init)
    guard lines.contains(where: { $0.hasPrefix("\(site.server.usernames): asleep-") }) else {
      return entry
    }
    return site.server.closing(lines).sorted().joined(separator: "\n")
  }

  /// An entry as it is when no sleeper is a member of `seats`.
  private func taken(_ entry: String) -> String {
    let isGroup = entry.split(separator: "\n").contains("cn: seats")
    let isSleeper = entry.contains("\n\(site.server.usernames): asleep-")
    let member = "member: \(site.server.name(of: "asleep-").prefix { $0 != "," })".lowercased()
    return entry.split(separator: "\n").filter { line in
      let line = line.lowercased()
      return !(isGroup && line.hasPrefix(member))
        && !(isSleeper && line.hasPrefix("memberof: cn=seats,"))
    }.joined(separator: "\n")
  }

  private func isEntry(_ entry: String, of user: String) -> Bool {
    entry.split(separator: "\n").contains("\(site.server.usernames): \(user)")
  }

  /// LDIF that puts some into a group two levels below `seats`, others of whom are no direct members of it.
  private func nesting(_ both: Range<Int>, _ inherited: Range<Int>) -> String {
    let member = { (user: Int) in "member: \(site.server.name(of: "asleep-\(user)"))\n" }
    let groups = "ou=groups,\(site.server.base)"
    return """
      dn: cn=innermost,\(groups)
      changetype: add
      objectClass: \(site.server.groupClass)
      cn: innermost
      \(both.map(member).joined())\(inherited.map(member).joined())
      dn: cn=inner,\(groups)
      changetype: modify
      add: member
      member: cn=innermost,\(groups)

      dn: cn=seats,\(groups)
      changetype: modify
      delete: member
      \(inherited.map(member).joined())

      """
  }
}
