internal import Foundation
internal import TestSupport
internal import Testing

/// A run and its undo on a site whose server is killed while it is at work, again and again.
struct KilledWork<Site: RemoteSite> {
  let site: FaultySite<Site>
  /// Users whom the run acts on.
  let sleepers: Int
  /// Kills while the run, or its undo, is at work.
  let kills: Int
  let seed: UInt64

  /// Expects that a run closes each account once, and that its undo opens all.
  func deactivate() async throws {
    try await site.configure(["--deactivate"])
    let before = try await site.everything()
    let run = try await killedRun()
    #expect(try await site.site.closed() == names)
    try await expectWhole(run, "user.deactivate")
    for name in [names.first, names.last].compactMap(\.self) {
      #expect(try await site.admin.succeed("users", "show", name).contains("DEACTIVATE"))
    }
    try await killedUndo(of: run.id)
    #expect(try await site.everything() == before)
  }

  /// Expects that a run takes each membership once, and that its undo gives all back.
  func removeFromGroup() async throws {
    try await site.configure(["--remove-from-group", "seats"])
    let before = try await site.everything()
    let others = try await site.site.members(of: "seats").filter { !names.contains($0) }
    let run = try await killedRun()
    #expect(try await site.site.members(of: "seats") == others)
    #expect(try await site.site.closed().isEmpty)
    try await expectWhole(run, "user.remove_from_group")
    try await killedUndo(of: run.id)
    #expect(try await site.everything() == before)
  }

  private var names: [String] { (0..<sleepers).map { "asleep-\($0)" }.sorted() }

  /// A run that is killed while it is at work.
  private func killedRun() async throws -> RunDocument {
    let id = try await site.begin("run")
    #expect(try await kill(id) == kills, "the run ended too early")
    let run = try await site.end(of: id)
    #expect(run.state == "COMPLETED" && run.counts.done == sleepers, "\(run)")
    return run
  }

  /// Kills the server while a run is at work; how often.
  private func kill(_ run: String) async throws -> Int {
    var random = SeededGenerator(seed: seed)
    for count in 0..<kills {
      let crash = Crash.allCases[count % Crash.allCases.count]
      guard try await site.reach(crash, of: run, &random) else { return count }
      try site.restart(crash.signal)
    }
    return kills
  }

  /// Takes a run back while the server is killed.
  private func killedUndo(of run: String) async throws {
    let id = try await site.begin("undo", run)
    _ = try await kill(id)
    let undo = try await site.end(of: id)
    #expect(undo.state == "COMPLETED" && undo.counts.done == sleepers, "\(undo)")
    #expect(try await site.held() == [])
    #expect(try await site.intents() == [])
    #expect(try await site.outcomes(of: id).count == sleepers)
    try await site.admin.succeed("audit", "verify")
    try await site.expectNoSecret()
  }

  /// Expects that journal, holds, audit and log agree: each user once, and nothing left to settle.
  private func expectWhole(_ run: RunDocument, _ action: String) async throws {
    #expect(try await site.outcomes(of: run.id) == names.map { "\($0),DONE," })
    #expect(try await site.held() == names.map { "\($0),1" })
    #expect(try await site.intents() == [])
    let installation = site.site.installation
    let effects = try await installation.rows(
      "SELECT count(*), count(DISTINCT subject) FROM audit WHERE action = '\(action)'")
    #expect(effects == ["\(sleepers),\(sleepers)"])
    let recovered = try await installation.rows("SELECT sum(is_recovered) FROM outcomes")
    #expect(recovered.first.flatMap { Int($0) } ?? 0 > 0, "no kill hit between change and outcome")
    let log = try String(
      contentsOfFile: site.server.dataFolder + "/" + run.logFile, encoding: .utf8)
    for name in names {
      #expect(log.components(separatedBy: "\"\(name)\"").count == 2, "\(name) in the log")
    }
    try await site.admin.succeed("audit", "verify")
  }
}
