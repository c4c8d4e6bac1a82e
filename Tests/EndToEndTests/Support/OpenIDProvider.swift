internal import Foundation
internal import TestSupport
internal import Testing

/// A real OpenID provider of `Tests/EndToEndTests/providers`, on loopback.
struct OpenIDProvider: Sendable {
  /// Its issuer.
  let issuer: String
  private let program: RunningProgram
  private let interpreter: String

  /// Starts a provider; nil where its packages cannot be installed, which is said.
  init?(_ name: String, _ arguments: String...) async throws {
    let folder = Self.folder
    let made = try await Command(BuiltProducts.checkout() + "/Tests/python").run(["providers"])
    guard made.status == 0 else {
      print("SKIPPED: \(name) cannot be installed, and nothing was tested with it.\n\(made.errors)")
      return nil
    }
    interpreter = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    program = try RunningProgram(
      interpreter, ["\(folder)/serve_\(name).py"] + arguments,
      environment: ["PYTHONDONTWRITEBYTECODE": "1"])
    issuer = program.firstLine
    try #require(issuer.hasPrefix("http://127.0.0.1:"), "\(name) did not start")
  }

  /// The ID token of a login there.
  func token(client: String, nonce: String, user: String, password: String? = nil) async throws
    -> String
  {
    let result = try await Command(interpreter).run(
      ["\(Self.folder)/log_in.py", issuer, client, nonce, user] + (password.map { [$0] } ?? []))
    try #require(result.status == 0, "\(result.output)\(result.errors)")
    return result.output
  }

  /// Ends it.
  func stop() { program.stop() }

  private static var folder: String {
    BuiltProducts.checkout() + "/Tests/EndToEndTests/providers"
  }
}
