internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

/// A site whose directory is reached through a proxy, and whose server may die.
final class FaultySite<Site: RemoteSite> {
  /// How often a proxy is looked at between two looks at a run.
  private static var looksBetween: Int { 100 }

  let site: Site
  let proxy: FaultProxy
  private(set) var server: ServerProcess
  private(set) var admin: Terminal

  /// A site whose directory is reached through a proxy already.
  init(_ site: Site, _ proxy: FaultProxy) {
    self.site = site
    self.proxy = proxy
    server = site.installation.server
    admin = site.admin
  }

  /// Lets runs act on whoever was away for 90 days, by an action's arguments.
  func configure(_ action: [String]) async throws {
    try await admin.configure(action)
  }

  /// Ends the server with a signal, at once, and starts it again with a directory that answers, or not.
  func restart(_ signal: Int32 = SIGKILL, answering: Bool = true) throws {
    if signal == SIGKILL { server.kill() } else { server.terminate() }
    proxy.heal()
    if answering { proxy.cut() } else { proxy.fault = .refuse }
    server = try ServerProcess(dataFolder: server.dataFolder, arguments: site.arguments)
    admin = admin.at(server.address)
  }

  /// Starts a run or its undo, and does not wait for its end; its id.
  func begin(_ arguments: String...) async throws -> String {
    let result = try await admin.run(arguments + ["--yes", "--no-wait", "--output", "json"])
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(RunDocument.self, from: Data(result.output.utf8)).id
  }

  /// Runs an analysis to its end; the id of the run.
  func run(of analysis: AnalysisDocument) async throws -> String {
    let result = try await admin.run(
      "run", "--analysis", analysis.id, "--yes", "--output", "json")
    try #require([0, 6].contains(result.status), "\(result.errors)")
    return try JSONDecoder().decode(RunDocument.self, from: Data(result.output.utf8)).id
  }

  /// A run as it is now.
  func run(_ id: String) async throws -> RunDocument {
    try await admin.json(RunDocument.self, "log", id)
  }

  /// Waits until a run is over.
  func end(of id: String) async throws -> RunDocument {
    try await eventually("the run \(id) ends", within: .seconds(150)) {
      try await run(id).state != "RUNNING"
    }
    return try await run(id)
  }

  /// Lets a run go on until the moment of a crash; false when it ended before.
  func reach(
    _ crash: Crash, of run: String, _ random: inout SeededGenerator
  ) async throws -> Bool {
    let (hits, requests) = (proxy.hitCount, proxy.requests.count)
    let more = Int.random(in: 1...60, using: &random)
    if let fault = crash.fault {
      proxy.on(site.changes, skipping: Int.random(in: 0...3, using: &random), times: .max, fault)
    }
    // A run that ended is seldom, and to look for it takes so long that the moment would pass.
    var looks = 0
    var isOver = false
    try await eventually("the run goes on") {
      let isReached =
        crash.fault == nil ? proxy.requests.count >= requests + more : proxy.hitCount > hits
      if isReached { return true }
      looks += 1
      if looks.isMultiple(of: Self.looksBetween) {
        isOver = try await self.run(run).state != "RUNNING"
      }
      return isOver
    }
    return !isOver
  }

  /// Waits until a fault happened to something more.
  func hit(
    _ match: RequestMatch, skipping: Int = 0, times: Int = 1, _ fault: RequestFault
  ) async throws {
    let before = proxy.hitCount
    proxy.on(match, skipping: skipping, times: times, fault)
    try await eventually("the proxy meets \(match)") { proxy.hitCount > before }
  }

  /// Everything on the service but what it notes by itself, sorted.
  func everything() async throws -> [String] { try await site.everything() }

  /// Whom the tenant's database holds something of, with the number of open holds.
  func held() async throws -> [String] { try await site.held() }

  /// The intents that are open.
  func intents() async throws -> [String] { try await site.intents() }

  /// The outcomes of a run, of each user the name and what it is, by name.
  func outcomes(of run: String) async throws -> [String] { try await site.outcomes(of: run) }

  /// Expects that a secret stands in no file, and not in what the server logs: the directory's unless told
  /// otherwise.
  func expectNoSecret(_ secret: String? = nil) async throws {
    let found = try await Command("/usr/bin/grep").run(
      ["-rlaF", secret ?? site.secret, server.dataFolder, server.dataFolder + ".log"])
    #expect(found.status == 1, "\(found.output)")
  }
}

extension FaultySite where Site == DirectorySite {
  /// The tools of the LDAP server's administrator.
  var tools: LDAPTools { site.tools }

  /// Starts everything on an OpenLDAP server; `sleepers` last logged in long ago, and who is `awake` a moment ago.
  convenience init(sleepers: Int, awake: Int) async throws {
    try await self.init(on: OpenLDAPPeople(sleepers: sleepers, awake: awake))
  }

  /// Starts a server of ours whose directory is on a server with people.
  convenience init(on server: any SiteServer) async throws {
    let proxy = try FaultProxy(to: server.port)
    let site = try await DirectorySite(
      on: server,
      reaching: ["--port", String(proxy.port), "--security", "none", "--time-limit", "5"])
    self.init(site, proxy)
  }
}
