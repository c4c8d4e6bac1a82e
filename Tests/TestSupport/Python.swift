internal import Foundation
internal import Testing

/// Stock Python clients: programs run by an interpreter that has the packages of
/// `Tests/requirements.txt`.
package enum Python {
  /// Where programs lie unless told otherwise, below `Tests`; what they share is found from anywhere.
  private static let sharedFolder = "EndToEndTests/python"

  /// Runs a program and fails the test with what it printed when a check failed.
  ///
  /// It is given the path of the checkout before the arguments.
  package static func run(
    _ program: String, in folder: String? = nil, _ arguments: [String]
  ) async throws {
    let checkout = BuiltProducts.checkout()
    let path = "\(checkout)/Tests/\(folder ?? sharedFolder)/\(program)"
    // Without compiled copies of the programs beside them.
    let python = Command(
      try await interpreter(),
      environment: [
        "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "\(checkout)/Tests/\(sharedFolder)",
      ])
    let result = try await python.run([path, checkout] + arguments)
    print(result.output)
    #expect(
      result.status == 0,
      "\(program) ended with \(result.status):\n\(result.output)\n\(result.errors)")
  }

  /// The interpreter; `Tests/python` makes it where the environment names none.
  package static func interpreter() async throws -> String {
    if let path = ProcessInfo.processInfo.environment["DORMOUSE_TEST_PYTHON"] { return path }
    let made = try await Command(BuiltProducts.checkout() + "/Tests/python").run([])
    try #require(made.status == 0, "Tests/python failed: \(made.errors)")
    return made.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
