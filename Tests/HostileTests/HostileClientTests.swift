internal import Flooding
internal import TestSupport
internal import Testing

/// The server as it is built, a hostile client, and a good one beside it.
@Suite("Hostile clients beside a good one")
struct HostileClientTests {
  /// What the server may take of memory at the most, whatever is done to it. A debug build with the
  /// test's tenant takes a fifth of it in peace.
  private static let ceilingKilobytes = 256 * 1024
  /// How many calls the good client makes at least, and for how long it goes on at least.
  private static let callCount = 50
  private static let floodTime = Duration.seconds(2)
  /// How long the server may take to end a flood: its longest time limit for a new connection, and
  /// something for a loaded machine.
  private static let endTime = Duration.seconds(40)

  @Test(
    "A flood is ended, costs little memory, and fails no good call",
    .timeLimit(.minutes(3)),
    arguments: AllFloods.ended())
  func flood(_ flood: any Flood) async throws {
    let server = try await GuardedServer()
    let report = try await run(flood, against: server) { $0.ended > 0 }
    #expect(report.ended > 0, "the server lets it go on: \(report)")
    if flood.pauseMilliseconds == 0, flood.readsAnswers {
      #expect(report.goAways.keys.contains(FloodReport.enhanceYourCalm), "\(report)")
    }
    try await server.stop()
  }

  @Test(
    "A flood over TLS is ended as well, and fails no good call",
    .timeLimit(.minutes(3)),
    arguments: [RapidResets(), Pings(), Continuations(), EmptyData()] as [any Flood])
  func encrypted(_ flood: any Flood) async throws {
    let server = try await GuardedServer(usesTLS: true)
    let report = try await run(flood, against: server) { $0.ended > 0 }
    #expect(report.ended > 0, "the server lets it go on: \(report)")
    #expect(report.goAways.keys.contains(FloodReport.enhanceYourCalm), "\(report)")
    try await server.stop()
  }

  @Test(
    "Connections that want TLS and never come to it are ended, and fail no good call",
    .timeLimit(.minutes(3)),
    arguments: [RapidResets(), SilentConnections(), HalfHeaders()] as [any Flood])
  func noHandshake(_ flood: any Flood) async throws {
    let server = try await GuardedServer(usesTLS: true)
    let report = try await run(flood, against: server, port: server.port) { $0.ended > 0 }
    #expect(report.ended > 0, "the server lets it go on: \(report)")
    try await server.stop()
  }

  @Test(
    "Answers that nobody reads, and requests that cost a lot, fail no good call",
    .timeLimit(.minutes(3)))
  func unread() async throws {
    let server = try await GuardedServer()
    for flood in AllFloods.borne(bigAnswer: server.bigAnswer) {
      let report = try await run(flood, against: server) { $0.sentBytes > 0 }
      #expect(report.sentBytes > 0)
    }
    try await server.stop()
  }

  /// Runs a flood until the server has dealt with it, with a good client at work all the time. It
  /// goes where the server has its floods sent, or to another port.
  private func run(
    _ flood: any Flood, against server: GuardedServer, port: Int? = nil,
    until isDealtWith: (FloodReport) -> Bool
  ) async throws -> FloodReport {
    try await server.callOnce()
    let flooder = Flooder(flood, port: port ?? server.floodPort)
    let start = ContinuousClock.now
    var calls = 0
    while calls < Self.callCount || ContinuousClock.now < start.advanced(by: Self.floodTime)
      || !isDealtWith(flooder.report) && ContinuousClock.now < start.advanced(by: Self.endTime)
    {
      try await server.callOnce()
      calls += 1
    }
    let report = await flooder.stop()
    let memory = try ProcessMemory(of: server.process.processID)
    print("\(flood.name): \(calls) good calls, peak \(memory.peakKilobytes / 1024) MiB, \(report)")
    #expect(memory.peakKilobytes < Self.ceilingKilobytes)
    return report
  }
}
