internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("Which calls are made again")
struct CallRetryTests {
  private var generator = SeededGenerator(seed: 1)
  private var throttle = RetryThrottle(RetryPolicy())

  private static func ending(
    _ fate: Fate, _ code: Status.Code = .unavailable, pushback: Pushback? = nil,
    hint: Duration? = nil, timeLeft: Duration = .seconds(60)
  ) -> CallRetry.Ending {
    CallRetry.Ending(code: code, fate: fate, pushback: pushback, hint: hint, timeLeft: timeLeft)
  }

  private mutating func decide(
    _ retry: inout CallRetry, _ ending: CallRetry.Ending
  ) -> CallRetry.Decision {
    retry.decide(ending, throttle: &throttle, draw: .random(in: 0...1, using: &generator))
  }

  @Test("A call that is not marked safe is never repeated when its fate is unknown")
  mutating func unsafe() {
    var retry = CallRetry(RetryPolicy(), isSafe: false)
    #expect(decide(&retry, Self.ending(.unknown)) == .giveUp)
    var refused = CallRetry(RetryPolicy(), isSafe: false)
    #expect(decide(&refused, Self.ending(.refused)) == .again(after: .zero))
    #expect(decide(&refused, Self.ending(.unknown)) == .giveUp)
    // Whoever gave up has given up.
    #expect(decide(&refused, Self.ending(.unsent)) == .giveUp)
  }

  @Test("A safe call is made four times at most, and only for UNAVAILABLE")
  mutating func safe() {
    var retry = CallRetry(RetryPolicy(), isSafe: true)
    for attempt in 1...3 {
      guard case .again(let wait) = decide(&retry, Self.ending(.unknown)) else {
        Issue.record("gave up after attempt \(attempt)")
        return
      }
      #expect(wait > .zero && wait <= .milliseconds(480))
      #expect(retry.previousAttempts == attempt)
    }
    #expect(decide(&retry, Self.ending(.unknown)) == .giveUp)
    var other = CallRetry(RetryPolicy(), isSafe: true)
    #expect(decide(&other, Self.ending(.unknown, .internalError)) == .giveUp)
  }

  @Test("Servers say when and whether")
  mutating func hints() {
    var retry = CallRetry(RetryPolicy(), isSafe: true)
    let pushed = Self.ending(.unknown, pushback: .after(.seconds(3)), hint: .seconds(9))
    #expect(decide(&retry, pushed) == .again(after: .seconds(3)))
    #expect(decide(&retry, Self.ending(.unknown, hint: .seconds(9))) == .again(after: .seconds(9)))
    #expect(decide(&retry, Self.ending(.unknown, pushback: .never)) == .giveUp)
    for (text, expected) in [
      ("250", Pushback.after(.milliseconds(250))), ("-1", .never), ("soon", .never),
    ] {
      var trailers = HeaderBlock()
      trailers.append(name: "grpc-retry-pushback-ms", value: text)
      #expect(Pushback(Metadata(trailers)) == expected)
    }
    #expect(Pushback([:]) == nil)
  }

  @Test("A wait that the deadline does not allow is not begun")
  mutating func deadline() {
    var retry = CallRetry(RetryPolicy(), isSafe: true)
    let ending = Self.ending(.unknown, hint: .seconds(9), timeLeft: .seconds(9))
    #expect(decide(&retry, ending) == .giveUp)
  }

  @Test("Nothing is repeated once a part of the answer was handed out")
  mutating func committed() {
    for fate in [Fate.unconnected, .unsent, .refused, .unknown] {
      var retry = CallRetry(RetryPolicy(), isSafe: true)
      retry.commit()
      #expect(decide(&retry, Self.ending(fate)) == .giveUp)
    }
  }

  @Test("Whatever happens, repeats are bounded and within the deadline")
  func anything() {
    var generator = SeededGenerator.printingSeed()
    let codes: [Status.Code] = [.unavailable, .unavailable, .internalError]
    let fates: [Fate] = [.unconnected, .unsent, .refused, .unknown]
    for _ in 0..<2000 {
      let isSafe = Bool.random(using: &generator)
      var throttle = RetryThrottle(RetryPolicy())
      var retry = CallRetry(RetryPolicy(), isSafe: isSafe)
      var repeats = 0
      while repeats < 100 {
        let ending = Self.ending(
          fates.randomElement(using: &generator) ?? .unknown,
          codes.randomElement(using: &generator) ?? .unavailable,
          timeLeft: .milliseconds(Int.random(in: 0...500, using: &generator)))
        let decision = retry.decide(
          ending, throttle: &throttle, draw: .random(in: 0...1, using: &generator))
        guard case .again(let wait) = decision else { break }
        repeats += 1
        #expect(wait < ending.timeLeft)
        if ending.fate == .unknown || ending.fate == .unconnected {
          #expect(isSafe && ending.code == .unavailable)
        }
      }
      #expect(
        repeats <= CallRetry.maxUnsentRepeats + CallRetry.maxRefusedRepeats
          + RetryPolicy().maxAttempts - 1)
    }
  }
}
