internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse-bench report-logins`: the load of the rows about logins of one tenant, in a process of its own. No
/// two streams tell of the same user at the same time, as in life.
struct ReportLoginsCommand: ParsableCommand {
  /// The logins of one moment are told of together.
  static let tick: Duration = .milliseconds(2)
  /// Lies between the users of two streams.
  private static let stride = 7919
  /// How many logins of a stream wait for their answers when they are told of as fast as they are taken:
  /// nearly as many as the server lets wait.
  private static let mostAhead = 400
  /// How long the last answers may take.
  private static let longestWait: Duration = .seconds(20)

  static let configuration = CommandConfiguration(
    commandName: "report-logins",
    abstract: "Tell a server of logins, and print how long one took or waited.",
    discussion: """
      At a steady rate, a login counts from the moment at which it should have been told of, whether or \
      not the server took those before it by then. What is printed is in microseconds.
      """,
    shouldDisplay: false)

  @Option(help: "Port of loopback.")
  var port: Int

  @Option(help: "Streams at once.")
  var streams: Int

  @Option(help: "Users who log in.")
  var users: Int

  @Option(
    help: """
      Logins that each stream tells of every 2 ms; without it they are told of as fast as they are \
      taken, and the time for each is printed.
      """)
  var atOnce: Int?

  @Option(help: "How many times they do, or how many logins each stream tells of.")
  var ticks: Int

  @Option(help: "How many of a hundred logins waited at most what is printed.")
  var percentile = 99

  @Option(help: "What each call carries, as NAME: VALUE.")
  var header: [String] = []

  func validate() throws {
    guard streams > 0, users > 0, atOnce.map({ $0 > 0 }) ?? true, ticks > 0,
      (0..<100).contains(percentile)
    else {
      throw ValidationError("All numbers must be above 0, --percentile below 100.")
    }
  }

  func run() throws {
    let messages = (0..<users).map { Load.prefixed(Self.report($0)) }
    let caller = try StreamCaller(
      port: port, path: Methods.Logins.reportLogins.path, metadata: metadata, streams: streams)
    try letIn(caller, messages)
    if let atOnce {
      print(try wait(caller, messages, atOnce) / .microseconds(1))
    } else {
      print(try time(caller, messages) / .microseconds(1))
    }
  }

  /// Tells of one login on each stream, so that what follows finds every call let in.
  private func letIn(_ caller: StreamCaller, _ messages: [[UInt8]]) throws {
    for stream in 0..<streams { caller.append(messages[stream % messages.count], to: stream) }
    try caller.send()
    var answers = 0
    while answers < streams {
      try receive(caller, until: .now + Self.longestWait) { _ in answers += 1 }
    }
  }

  /// What a login takes, when each stream tells of the next as soon as it may.
  private func time(_ caller: StreamCaller, _ messages: [[UInt8]]) throws -> Duration {
    var told = [Int](repeating: 0, count: streams)
    var answered = told
    let start = ContinuousClock.now
    while !caller.isClosed {
      for stream in 0..<streams {
        while told[stream] < ticks, told[stream] - answered[stream] < Self.mostAhead {
          caller.append(message(messages, stream, told[stream]), to: stream)
          told[stream] += 1
          if told[stream] == ticks { caller.finishSending(on: stream) }
        }
      }
      try caller.send()
      try receive(caller, until: .now + Self.longestWait) { answered[$0] += 1 }
    }
    return (ContinuousClock.now - start) / (streams * ticks)
  }

  /// How long so many of a hundred logins waited at most, at a steady rate.
  private func wait(
    _ caller: StreamCaller, _ messages: [[UInt8]], _ atOnce: Int
  ) throws -> Duration {
    var answered = [Int](repeating: 0, count: streams)
    var waits: [Duration] = []
    waits.reserveCapacity(streams * ticks * atOnce)
    let start = ContinuousClock.now
    var tick = 0
    while !caller.isClosed {
      let due = tick < ticks ? start + Self.tick * tick : .now + Self.longestWait
      if tick < ticks, due <= .now {
        for stream in 0..<streams {
          for index in 0..<atOnce {
            caller.append(message(messages, stream, tick * atOnce + index), to: stream)
          }
          if tick == ticks - 1 { caller.finishSending(on: stream) }
        }
        tick += 1
        try caller.send()
      } else {
        try receive(caller, until: due, isPatient: tick < ticks) { stream in
          waits.append(.now - (start + Self.tick * (answered[stream] / atOnce)))
          answered[stream] += 1
        }
      }
    }
    guard waits.count == streams * ticks * atOnce else {
      throw BenchError(.failed, "a login was not answered")
    }
    waits.sort()
    return waits[(waits.count - 1) * percentile / 100]
  }

  /// Takes the answers that are there or come until then; unless it is patient, some must come.
  private func receive(
    _ caller: StreamCaller, until end: ContinuousClock.Instant, isPatient: Bool = false,
    _ body: (Int) -> Void
  ) throws {
    var hasAnswers = false
    try caller.receive(until: end) { stream, message in
      guard case .login = try LoginResult.decode(Array(message)) else {
        throw BenchError(.failed, "a login was not written down")
      }
      hasAnswers = true
      body(stream)
    }
    guard isPatient || hasAnswers || .now < end else {
      throw BenchError(.failed, "a login was not answered")
    }
  }

  private func message(_ messages: [[UInt8]], _ stream: Int, _ number: Int) -> [UInt8] {
    messages[(stream * Self.stride + number) % messages.count]
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
