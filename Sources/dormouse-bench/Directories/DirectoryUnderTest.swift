internal import Cleanup
internal import Foundation
internal import Messages

/// The built server over a tenant that has a directory on an LDAP server.
struct DirectoryUnderTest: Sendable {
  private static let name = "corp"

  private let service: ServiceUnderTest
  private let users: Int

  /// Starts the server over a data folder with an empty tenant, and puts the directory.
  init(data: String, _ slapd: BenchSlapd) async throws {
    users = slapd.sample.entryCount
    // The keys must not lie in the data folder.
    let keys = "\(data).keys"
    try Data(repeating: 7, count: 32).base64EncodedString()
      .write(toFile: keys, atomically: false, encoding: .utf8)
    service = try ServiceUnderTest(
      data: data, arguments: ["--allow-target", "127.0.0.1", "--secret-keys", keys])
    let settings = try slapd.settings
    _ = try await service.call(
      Methods.Directories.putDirectory,
      .with {
        $0.name = Self.name
        $0.remote = .ldap(settings)
        $0.secret = BenchSlapd.password
      }, tenant: PreparedTenant.name)
  }

  /// Lists the directory, of which so many users must be new, beside the account that looks.
  func sync(added: Int) async throws {
    let event = try await service.last(
      Methods.Directories.syncDirectory, .with { $0.directory = Self.name },
      tenant: PreparedTenant.name)
    guard case .result(let summary) = event, summary.users == users,
      added == 0 ? summary.added == 0 && summary.updated <= 1 : summary.added == users
    else { throw BenchError(.failed, "a listing brought other users than the directory has") }
  }

  /// The most memory that the server held so far.
  var peakMegabytes: Double {
    get throws(BenchError) { try service.child.usage().peakMegabytes }
  }

  /// Stops the server.
  func stop() async {
    await service.stop()
  }
}
