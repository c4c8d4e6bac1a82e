internal import Foundation
internal import TestSupport
internal import Testing

/// Canaille, a real identity provider on loopback with one user, as a SCIM service whose tokens come from
/// its own OAuth 2.0 server, until nobody holds it.
///
/// It fails when it is asked for a number of resources, passes over filters, and names members of groups by
/// their user names instead of their ids.
package final class Canaille: Sendable {
  /// The client that may use SCIM.
  package static let client = (id: "scim", secret: "secret")

  /// Where its resources are.
  package let url: String
  /// Where its tokens are.
  package let tokenURL: String
  private let process: RunningProgram
  private let folder: TemporaryFolder

  /// Starts it; nil where its packages cannot be installed, which is said.
  package init?() async throws {
    let checkout = BuiltProducts.checkout()
    let made = try await Command(checkout + "/Tests/python").run(["providers"])
    guard made.status == 0 else {
      print(
        "SKIPPED: Canaille cannot be installed, and nothing was tested with it.\n\(made.errors)")
      return nil
    }
    folder = try TemporaryFolder()
    process = try RunningProgram(
      made.output.trimmingCharacters(in: .whitespacesAndNewlines),
      [checkout + "/Tests/EndToEndTests/providers/serve_canaille.py", folder.path("canaille")],
      environment: ["PYTHONDONTWRITEBYTECODE": "1"])
    let base = process.firstLine
    try #require(base.hasPrefix("http://127.0.0.1:"), "Canaille did not start")
    url = base + "/scim/v2"
    tokenURL = base + "/oauth/token"
  }
}
