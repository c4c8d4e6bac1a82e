internal import Cleanup
internal import Messages

/// The real server, and streams that tell it of logins of its users.
struct LoginLoad: Sendable {
  /// Streams at once.
  static let streams = 8

  /// The server, with its tenant.
  let fixture: ServiceFixture
  /// Logins of each stream, each of another user.
  let loginsPerStream: Int
  private let load: Load

  init(_ setting: Setting, _ folder: ScratchFolder) throws {
    loginsPerStream = setting.amount(20_000, quick: 100)
    fixture = try ServiceFixture(folder, userCount: loginsPerStream, role: .reporter)
    let messages = (0..<loginsPerStream).map { number in
      LoginReport(
        proof: .vouched(VouchedLogin(user: UserRef(username: BenchUser(number: number).name)))
      ).encode()
    }
    var load = try Load(
      Self.streams, Methods.Logins.reportLogins.path, stream: messages, in: folder)
    load.headers = fixture.headers
    load.connections = Self.streams
    load.streams = 1
    self.load = load
  }

  /// How long a login takes when the server is told of them as fast as it takes them.
  func microsecondsPerLogin() throws -> Double {
    try fixture.server.seconds(for: load) / Double(Self.streams * loginsPerStream) * 1e6
  }
}
