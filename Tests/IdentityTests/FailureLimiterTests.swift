internal import Cleanup
internal import Identity
internal import Testing

@Suite("Failed authentications")
struct FailureLimiterTests {
  private let start = Moment(seconds: 1_000_000)

  @Test("An address is blocked once its failures are used up, and free when the window ends")
  func blocksAndFrees() {
    let limiter = FailureLimiter()
    for _ in 0..<FailureLimiter.maxFailures {
      #expect(!limiter.isBlocked("192.0.2.1", at: start))
      limiter.noteFailure(of: "192.0.2.1", at: start)
    }
    #expect(limiter.isBlocked("192.0.2.1", at: start))
    #expect(!limiter.isBlocked("192.0.2.2", at: start))
    let later = start.advanced(bySeconds: FailureLimiter.windowSeconds)
    #expect(!limiter.isBlocked("192.0.2.1", at: later))
  }

  @Test("A clock that is set back keeps nobody blocked")
  func clockSetBack() {
    let limiter = FailureLimiter()
    for _ in 0..<FailureLimiter.maxFailures { limiter.noteFailure(of: "192.0.2.1", at: start) }
    let earlier = start.advanced(bySeconds: -3600)
    #expect(!limiter.isBlocked("192.0.2.1", at: earlier))
    for _ in 0..<FailureLimiter.maxFailures {
      #expect(!limiter.isBlocked("192.0.2.1", at: earlier))
      limiter.noteFailure(of: "192.0.2.1", at: earlier)
    }
    #expect(limiter.isBlocked("192.0.2.1", at: earlier))
    let later = earlier.advanced(bySeconds: FailureLimiter.windowSeconds)
    #expect(!limiter.isBlocked("192.0.2.1", at: later))
  }

  @Test("Addresses of one IPv6 network count together, others and IPv4 do not")
  func networks() {
    let limiter = FailureLimiter()
    for number in 1...FailureLimiter.maxFailures {
      limiter.noteFailure(of: "2001:db8:1:2::\(number)", at: start)
      limiter.noteFailure(of: "::ffff:192.0.2.1", at: start)
    }
    #expect(limiter.isBlocked("2001:db8:1:2:ffff::9", at: start))
    #expect(!limiter.isBlocked("2001:db8:1:3::1", at: start))
    #expect(limiter.isBlocked("::ffff:192.0.2.1", at: start))
    #expect(!limiter.isBlocked("::ffff:192.0.2.2", at: start))
  }

  @Test("The table of addresses stays bounded")
  func bounded() {
    let limiter = FailureLimiter()
    for number in 0...FailureLimiter.maxAddresses {
      limiter.noteFailure(of: "address \(number)", at: start)
    }
    for _ in 0..<FailureLimiter.maxFailures { limiter.noteFailure(of: "last", at: start) }
    #expect(limiter.isBlocked("last", at: start))
  }
}
