internal import TestSupport
internal import Testing

@testable internal import RPC

@Suite("Waits between attempts")
struct BackoffTests {
  @Test("Waits grow by the factor up to the longest, each within its jitter")
  func growth() {
    var generator = SeededGenerator.printingSeed()
    for _ in 0..<200 {
      var backoff = Backoff(.connecting)
      var base = 1.0
      for _ in 0..<20 {
        let seconds = backoff.next(draw: .random(in: 0...1, using: &generator)) / .seconds(1)
        #expect((base * 0.8 - 0.001...base * 1.2 + 0.001).contains(seconds))
        base = min(base * 1.6, 120)
      }
      backoff.reset()
      #expect(backoff.next(draw: .random(in: 0...1, using: &generator)) <= .milliseconds(1200))
    }
  }

  @Test("Jitter keeps clients from coming in step")
  func jitter() {
    var generator = SeededGenerator.printingSeed()
    let first = (0..<100).map { _ in
      var backoff = Backoff(.connecting)
      return backoff.next(draw: .random(in: 0...1, using: &generator))
    }
    #expect(Set(first).count > 90)
  }

  @Test("Repeats stop when half of the tokens are spent, and begin again when calls go well")
  func throttle() {
    var policy = RetryPolicy()
    policy.throttleTokens = 10
    policy.callsPerToken = 4
    var throttle = RetryThrottle(policy)
    for _ in 0..<4 { throttle.countFailure() }
    #expect(throttle.isOpen)
    throttle.countFailure()
    #expect(!throttle.isOpen)
    throttle.countSuccess()
    #expect(throttle.isOpen)
    for _ in 0..<100 { throttle.countFailure() }
    for _ in 0..<20 { throttle.countSuccess() }
    #expect(!throttle.isOpen)
    throttle.countSuccess()
    #expect(throttle.isOpen)
  }
}
