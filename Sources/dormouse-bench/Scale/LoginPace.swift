/// Logins that come at a steady rate, whether or not the server keeps up. They come from a process of
/// their own on the load's core: what the load takes of the server's core would be measured as waiting.
struct LoginPace: Sendable {
  private let load: LoginLoad
  private let loginsPerTick: Int

  init(_ load: LoginLoad, microsecondsPerLogin: Double) {
    self.load = load
    let logins = LoginsCommand.tick / .microseconds(1) / microsecondsPerLogin
    loginsPerTick = max(1, Int(logins / Double(LoginLoad.streams)))
  }

  /// How long so many of a hundred logins waited at most, from when they should have been told of. Unit:
  /// microseconds.
  func percentile(_ percentile: Int, during duration: Duration) throws -> Double {
    var arguments = [
      "logins", "--port", "\(load.fixture.server.port)", "--streams", "\(LoginLoad.streams)",
      "--users", "\(load.loginsPerStream)", "--at-once", "\(loginsPerTick)", "--ticks",
      "\(Int(duration / LoginsCommand.tick))", "--percentile", "\(percentile)",
    ]
    for header in load.fixture.headers { arguments += ["--header", header] }
    let ending = try Child(Tool.own("dormouse-bench"), arguments, on: .load).ending()
    let text = ending.output.split(separator: "\n").first ?? ""
    guard ending.status == 0, let microseconds = Double(text) else {
      throw BenchError(.failed, "not every login was answered")
    }
    return microseconds
  }
}
