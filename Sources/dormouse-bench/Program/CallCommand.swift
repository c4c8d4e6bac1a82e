internal import ArgumentParser
internal import Foundation

/// `dormouse-bench call`: the load of the rows about latency, in a process of its own.
struct CallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "Call a server one call at a time, and print a latency in microseconds.",
    shouldDisplay: false)

  @Option(help: "Port of loopback.")
  var port: Int

  @Option(help: "How many calls are measured; a tenth as many come before them.")
  var count: Int

  @Option(help: "How many of a hundred calls took at most what is printed; 50 is the median.")
  var percentile = 50

  @Option(
    help: """
      How many microseconds lie between the beginnings of two calls; one that is late because the \
      last took longer counts from when it was due. Without it a call begins when the last ends.
      """)
  var interval: Int?

  func validate() throws {
    guard count > 0, interval.map({ $0 > 0 }) ?? true, (0..<100).contains(percentile) else {
      throw ValidationError("--count and --interval must be above 0, --percentile below 100.")
    }
  }

  func run() throws {
    let message = BenchUser(number: 42).request
    let caller = try SingleCaller(
      port: port, path: BenchMethod.get, body: Load.prefixed(message))
    for _ in 0..<count / 10 { try caller.call() }
    var latencies: [Duration] = []
    latencies.reserveCapacity(count)
    let start = ContinuousClock.now
    for number in 0..<count {
      let due = interval.map { start + .microseconds($0 * number) }
      let begin = due.map(Self.begin(dueAt:)) ?? .now
      try caller.call()
      latencies.append(ContinuousClock.now - begin)
    }
    latencies.sort()
    print(latencies[count * percentile / 100] / .microseconds(1))
  }

  /// Waits until a call is due, and says from when it counts: from now, unless it is late. A call
  /// that could not begin is as bad for who wanted it as one that lasts.
  private static func begin(dueAt due: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let wait = (due - .now) / .microseconds(1)
    // The time itself is what is waited for; this process has nothing else to do.
    if wait > 0 { usleep(UInt32(wait)) }
    return wait > 0 ? .now : due
  }
}
