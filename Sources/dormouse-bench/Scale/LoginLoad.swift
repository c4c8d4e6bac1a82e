internal import Cleanup

/// The real server, and logins of one tenant, told of by streams from a process of their own on the load's
/// core: what the load takes of the server's core would be measured as waiting.
struct LoginLoad: Sendable {
  /// Streams at once.
  private static let streams = 8

  /// The server, with its tenant.
  private let fixture: ServiceFixture
  /// Logins of each stream, each of another user.
  private let loginsPerStream: Int

  init(_ setting: Setting, _ folder: ScratchFolder) throws {
    loginsPerStream = setting.amount(20_000, quick: 100)
    fixture = try ServiceFixture(folder, userCount: loginsPerStream, role: .reporter)
  }

  /// What a login takes when they are told of as fast as they are taken. Unit: microseconds.
  func microsecondsPerLogin() throws -> Double {
    try microseconds(["--ticks", "\(loginsPerStream)"])
  }

  /// How long 99 of a hundred logins waited at most, from when they should have been told of, when they
  /// come at a steady rate whether or not the server keeps up. Unit: microseconds.
  func wait(microsecondsPerLogin: Double, during duration: Duration) throws -> Double {
    let logins = ReportLoginsCommand.tick / .microseconds(1) / microsecondsPerLogin
    return try microseconds([
      "--at-once", "\(max(1, Int(logins / Double(Self.streams))))", "--ticks",
      "\(Int(duration / ReportLoginsCommand.tick))",
    ])
  }

  private func microseconds(_ options: [String]) throws -> Double {
    var arguments = [
      "report-logins", "--port", "\(fixture.server.port)", "--streams", "\(Self.streams)",
      "--users", "\(loginsPerStream)",
    ]
    for header in fixture.headers { arguments += ["--header", header] }
    let ending = try Child(Tool.own("dormouse-bench"), arguments + options, on: .load).ending()
    let text = ending.output.split(separator: "\n").first ?? ""
    guard ending.status == 0, let microseconds = Double(text) else {
      throw BenchError(.failed, "not every login was answered")
    }
    return microseconds
  }
}
