internal import Cleanup
internal import Messages
internal import NIOCore
internal import RPC

/// Logins that come at a steady rate, whether or not the server keeps up.
struct LoginPace: Sendable {
  /// The logins of one moment are told of together.
  private static let tick: Duration = .milliseconds(2)

  private let load: LoginLoad
  private let loginsPerTick: Int

  init(_ load: LoginLoad, microsecondsPerLogin: Double) {
    self.load = load
    let logins = Self.tick / .microseconds(1) / microsecondsPerLogin
    loginsPerTick = max(1, Int(logins / Double(LoginLoad.streams)))
  }

  /// How long so many of a hundred logins waited at most, from when they should have been told of. Unit:
  /// microseconds.
  func percentile(_ percentile: Int, during duration: Duration) async throws -> Double {
    let client = Client(
      ClientConfiguration(host: "127.0.0.1", port: load.fixture.server.port))
    let waits = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for stream in 0..<LoginLoad.streams {
        group.addTask { try await wait(client, stream, duration) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    await client.close()
    let sorted = waits.sorted()
    guard !sorted.isEmpty else { throw BenchError(.failed, "no login was answered") }
    return sorted[(sorted.count - 1) * percentile / 100] / .microseconds(1)
  }

  /// What the logins of one stream waited.
  private func wait(
    _ client: Client, _ stream: Int, _ duration: Duration
  ) async throws -> [Duration] {
    let call = try await client.open(
      Methods.Logins.reportLogins.path, CallOptions(metadata: metadata))
    let ticks = Int(duration / Self.tick)
    let start = ContinuousClock.now
    async let answered = Self.answers(call)
    for tick in 0..<ticks {
      try await Task.sleep(until: start + Self.tick * tick)
      for index in 0..<loginsPerTick {
        let number = (stream * 7919 + tick * loginsPerTick + index) % load.loginsPerStream
        try await call.send(ByteBuffer(bytes: Self.report(number)))
      }
    }
    call.finishSending()
    let times = try await answered
    guard times.count == ticks * loginsPerTick else {
      throw BenchError(.failed, "a login was not answered")
    }
    return times.enumerated().map { $1 - (start + Self.tick * ($0 / loginsPerTick)) }
  }

  /// When each login was answered.
  private static func answers(_ call: ClientCall) async throws -> [ContinuousClock.Instant] {
    var times: [ContinuousClock.Instant] = []
    for try await message in call.responses {
      guard case .login = try LoginResult.decode(Array(message.readableBytesView)) else {
        throw BenchError(.failed, "a login was not written down")
      }
      times.append(.now)
    }
    return times
  }

  private static func report(_ number: Int) -> [UInt8] {
    LoginReport(
      proof: .vouched(VouchedLogin(user: UserRef(username: BenchUser(number: number).name)))
    ).encode()
  }

  private var metadata: Metadata {
    var metadata: Metadata = [:]
    for header in load.fixture.headers {
      let parts = header.split(separator: ": ", maxSplits: 1).map(String.init)
      metadata.add(parts[0], parts[1])
    }
    return metadata
  }
}
