internal import ArgumentParser

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

  func validate() throws {
    guard count > 0, (0..<100).contains(percentile) else {
      throw ValidationError("--count must be above 0, and --percentile below 100.")
    }
  }

  func run() throws {
    let message = BenchUser(number: 42).request
    let caller = try SingleCaller(
      port: port, path: BenchMethod.get, body: Load.prefixed(message))
    for _ in 0..<count / 10 { try caller.call() }
    var latencies: [Duration] = []
    latencies.reserveCapacity(count)
    let clock = ContinuousClock()
    for _ in 0..<count { latencies.append(try clock.measure { try caller.call() }) }
    latencies.sort()
    print(latencies[count * percentile / 100] / .microseconds(1))
  }
}
