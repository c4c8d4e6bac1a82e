internal import Foundation
internal import Testing
internal import TestSupport

/// The stock Python client: programs of this folder, run by an interpreter that has grpcio.
enum Python {
  /// The interpreter; `Tests/python` makes it where the environment names none.
  static func interpreter() async throws -> String {
    if let path = ProcessInfo.processInfo.environment["DORMOUSE_TEST_PYTHON"] { return path }
    let made = try await Command(BuiltProducts.checkout() + "/Tests/python").run([])
    try #require(made.status == 0, "Tests/python failed: \(made.errors)")
    return made.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Runs a program of this folder and fails the test with what it printed when a check failed.
  static func run(_ program: String, _ arguments: [String]) async throws {
    let checkout = BuiltProducts.checkout()
    let path = checkout + "/Tests/EndToEndTests/python/" + program
    // Without compiled copies of the programs beside them.
    let python = Command(
      try await interpreter(), environment: ["PYTHONDONTWRITEBYTECODE": "1"])
    let result = try await python.run([path, checkout] + arguments)
    print(result.output)
    #expect(
      result.status == 0,
      "\(program) ended with \(result.status):\n\(result.output)\n\(result.errors)")
  }
}
