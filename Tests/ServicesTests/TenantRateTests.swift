internal import Cleanup
internal import Messages
internal import RPC
internal import Testing

@testable internal import Services

@Suite("Calls a second of a tenant", .timeLimit(.minutes(1)))
struct TenantRateTests {
  private static let limits: ServiceLimits = {
    var limits = ServiceLimits()
    limits.callsPerSecondPerTenant = 5
    return limits
  }()

  /// The most calls that a tenant may make at once.
  private static let burst = limits.callsPerSecondPerTenant * limits.callBurstSeconds

  @Test("A tenant that floods is refused with a hint, another is served, and time heals")
  func flood() async throws {
    let clock = AdjustableClock()
    try await withService(clock: clock, limits: Self.limits) { service in
      let (loud, quiet) = (try await service.tenant("loud"), try await service.tenant("quiet"))
      // What preparing the tenants took is given back.
      clock.advance(bySeconds: 10)
      for _ in 0..<Self.burst { try await list(loud) }
      await expectRefusal(.tooManyCalls, .resourceExhausted) { try await list(loud) }
      let status = await #expect(throws: Status.self) { try await list(loud) }
      let details = try ErrorDetails.decode(try #require(status?.details))
      #expect(details.retryAfterSeconds == 1)
      #expect(details.message.contains("5 calls a second"))
      try await list(quiet)
      clock.advance(bySeconds: 1)
      for _ in 0..<Self.limits.callsPerSecondPerTenant { try await list(loud) }
      await expectRefusal(.tooManyCalls) { try await list(loud) }
    }
  }

  @Test("Wrong tokens do not use up the calls of a tenant")
  func wrongTokens() async throws {
    let clock = AdjustableClock()
    try await withService(clock: clock, limits: Self.limits) { service in
      let (acme, other) = (try await service.tenant("acme"), try await service.tenant("other"))
      clock.advance(bySeconds: 10)
      let stranger = TestTenant(service: service, name: acme.name, token: other.token)
      for _ in 0..<Self.burst { await expectRefusal(.unauthenticated) { try await list(stranger) } }
      try await list(acme)
    }
  }

  @Test("Buckets are filled by time, not beyond their size, and not by a clock that is set back")
  func bucket() {
    let start = Moment(seconds: 1000)
    var bucket = TokenBucket(burst: 2, at: start)
    func take(_ seconds: Int64) -> Bool {
      bucket.take(at: start.advanced(bySeconds: seconds), perSecond: 1, burst: 2)
    }
    #expect([take(0), take(0), take(0)] == [true, true, false])
    #expect([take(1), take(1)] == [true, false])
    #expect([take(100), take(100), take(100)] == [true, true, false])
    #expect([take(50), take(50)] == [false, false])
    #expect(!bucket.isFull(at: start.advanced(bySeconds: 51), perSecond: 1, burst: 2))
    #expect(bucket.isFull(at: start.advanced(bySeconds: 53), perSecond: 1, burst: 2))
  }

  private func list(_ tenant: TestTenant) async throws {
    _ = try await tenant.call(Methods.Directories.listDirectories, .with { $0.pageSize = 1 })
  }
}
