internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse-bench logins`: the load of the row about waiting for logins, in a process of its own.
struct LoginsCommand: ParsableCommand {
  /// The logins of one moment are told of together.
  static let tick: Duration = .milliseconds(2)
  /// Lies between the users of two streams, so that they tell of different ones.
  private static let stride = 7919
  /// How long the last answers may take.
  private static let longestWait: Duration = .seconds(20)

  static let configuration = CommandConfiguration(
    commandName: "logins",
    abstract: "Tell a server of logins at a steady rate, and print how long they waited at most.",
    discussion: """
      A login counts from the moment at which it should have been told of, whether or not the server \
      took those before it by then. What is printed is in microseconds.
      """,
    shouldDisplay: false)

  @Option(help: "Port of loopback.")
  var port: Int

  @Option(help: "Streams at once.")
  var streams: Int

  @Option(help: "Users who log in.")
  var users: Int

  @Option(help: "Logins that each stream tells of every 2 ms.")
  var atOnce: Int

  @Option(help: "How many times they do.")
  var ticks: Int

  @Option(help: "How many of a hundred logins waited at most what is printed.")
  var percentile: Int

  @Option(help: "What each call carries, as NAME: VALUE.")
  var header: [String] = []

  func validate() throws {
    guard streams > 0, users > 0, atOnce > 0, ticks > 0, (0..<100).contains(percentile) else {
      throw ValidationError("All numbers must be above 0, --percentile below 100.")
    }
  }

  func run() throws {
    let messages = (0..<users).map { Load.prefixed(Self.report($0)) }
    let caller = try StreamCaller(
      port: port, path: Methods.Logins.reportLogins.path, metadata: metadata, streams: streams)
    var answered = [Int](repeating: 0, count: streams)
    var waits: [Duration] = []
    waits.reserveCapacity(streams * ticks * atOnce)
    let start = ContinuousClock.now
    var tick = 0
    while !caller.isClosed {
      let due = tick < ticks ? start + Self.tick * tick : .now + Self.longestWait
      if tick < ticks, due <= .now {
        for stream in 0..<streams { tell(caller, stream, tick, messages) }
        tick += 1
        if tick == ticks { caller.finishSending() }
        try caller.send()
        continue
      }
      try caller.receive(until: due) { stream, message in
        guard case .login = try LoginResult.decode(Array(message)) else {
          throw BenchError(.failed, "a login was not written down")
        }
        waits.append(.now - (start + Self.tick * (answered[stream] / atOnce)))
        answered[stream] += 1
      }
      if tick == ticks, .now >= due { throw BenchError(.failed, "a login was not answered") }
    }
    guard waits.count == streams * ticks * atOnce else {
      throw BenchError(.failed, "a login was not answered")
    }
    waits.sort()
    print(waits[(waits.count - 1) * percentile / 100] / .microseconds(1))
  }

  private func tell(_ caller: StreamCaller, _ stream: Int, _ tick: Int, _ messages: [[UInt8]]) {
    for index in 0..<atOnce {
      caller.append(
        messages[(stream * Self.stride + tick * atOnce + index) % messages.count], to: stream)
    }
  }

  private static func report(_ number: Int) -> [UInt8] {
    LoginReport(
      proof: .vouched(VouchedLogin(user: UserRef(username: BenchUser(number: number).name)))
    ).encode()
  }

  private var metadata: [(String, String)] {
    header.map { header in
      let parts = header.split(separator: ": ", maxSplits: 1).map(String.init)
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
  }
}
