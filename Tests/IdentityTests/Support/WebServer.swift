internal import Foundation
internal import TestSupport
internal import Testing

/// A web server with answers of every kind, on 127.0.0.1 and, on the same port, on ::1.
final class WebServer: Sendable {
  let port: Int
  /// Whether there is one on ::1.
  let hasIPv6: Bool
  private let process: RunningProgram
  private let log: String
  private let folder: TemporaryFolder

  init() async throws {
    folder = try TemporaryFolder()
    log = folder.path("requests")
    let program = BuiltProducts.checkout() + "/Tests/IdentityTests/python/web.py"
    process = try RunningProgram(try await Python.interpreter(), [program, log])
    let words = process.firstLine.split(separator: " ")
    try #require(words.count == 2)
    port = try #require(Int(words[0]))
    hasIPv6 = words[1] == "both"
  }

  /// Where a path of the server is.
  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// The paths that were asked for.
  var requests: [String] {
    ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").split(separator: "\n")
      .map(String.init)
  }
}
