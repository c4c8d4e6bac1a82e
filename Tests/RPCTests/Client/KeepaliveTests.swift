internal import NIOCore
internal import Testing

@testable internal import RPC

@Suite("Signs of life")
struct KeepaliveTests {
  private static func seconds(_ count: Int64) -> NIODeadline {
    .uptimeNanoseconds(0) + .seconds(count)
  }

  private var keepalive: Keepalive = {
    var configuration = ClientConfiguration(host: "h", port: 1)
    configuration.keepaliveTime = .seconds(60)
    configuration.keepaliveAnswerTime = .seconds(20)
    return Keepalive(configuration)
  }()

  private mutating func look(
    _ now: Int64, lastRead: Int64, hasCalls: Bool = true
  ) -> Keepalive.Action {
    keepalive.look(
      now: Self.seconds(now), lastRead: Self.seconds(lastRead), hasCalls: hasCalls)
  }

  @Test("A silent connection is asked once, and given up when it says nothing")
  mutating func silence() {
    #expect(look(59, lastRead: 0) == .none)
    #expect(look(60, lastRead: 0) == .ping)
    #expect(look(70, lastRead: 0) == .none)
    // The calls are over, but the question stands.
    #expect(look(79, lastRead: 0, hasCalls: false) == .none)
    #expect(look(80, lastRead: 0, hasCalls: false) == .giveUp)
  }

  @Test("Any byte is a sign of life")
  mutating func answer() {
    #expect(look(60, lastRead: 0) == .ping)
    #expect(look(79, lastRead: 78) == .none)
    #expect(look(100, lastRead: 78) == .none)
    #expect(look(138, lastRead: 78) == .ping)
  }

  @Test("A connection without calls is left alone unless told otherwise")
  mutating func withoutCalls() {
    #expect(look(1000, lastRead: 0, hasCalls: false) == .none)
    var configuration = ClientConfiguration(host: "h", port: 1)
    configuration.keepsAliveWithoutCalls = true
    keepalive = Keepalive(configuration)
    #expect(look(1000, lastRead: 0, hasCalls: false) == .ping)
  }
}
