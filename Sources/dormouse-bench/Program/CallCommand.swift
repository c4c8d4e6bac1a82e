internal import ArgumentParser

/// `dormouse-bench call`: the load of the rows about latency, in a process of its own.
struct CallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "Call a server one call at a time, and print the median latency in microseconds.",
    shouldDisplay: false)

  @Option(help: "Port of loopback.")
  var port: Int

  @Option(help: "How many calls are measured; a tenth as many come before them.")
  var count: Int

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
    print(latencies[count / 2] / .microseconds(1))
  }
}
