internal import Foundation
internal import TestSupport
internal import Testing

/// A web server that answers by a script, and knows what it was asked for.
final class FaultyServer: Sendable {
  /// A request that came.
  struct Request: Hashable, Decodable {
    var method: String
    var path: String
    var query: String
    var authorization: String
    var version: String
    var body: String
  }

  let port: Int
  private let process: RunningProgram
  private let log: String
  private let folder: TemporaryFolder

  /// A server with answers as `python/faults.py` describes them, each an object of JSON.
  convenience init(
    _ answers: String..., certificate: CertificateAuthority.Files? = nil
  ) async throws {
    try await self.init(answers, certificate: certificate)
  }

  /// A server with a list of such answers.
  init(_ answers: [String], certificate: CertificateAuthority.Files? = nil) async throws {
    folder = try TemporaryFolder()
    log = folder.path("requests")
    let script = try folder.write("script", "[" + answers.joined(separator: ",\n") + "]")
    let program = BuiltProducts.checkout() + "/Tests/SCIMDirectoryTests/python/faults.py"
    let keys = certificate.map { [$0.certificate, $0.key] } ?? []
    process = try RunningProgram(try await Python.interpreter(), [program, script, log] + keys)
    port = try #require(Int(process.firstLine))
  }

  /// Where it is.
  var url: String { "http://127.0.0.1:\(port)" }

  /// What it was asked for.
  var requests: [Request] {
    get throws {
      guard let text = try? String(contentsOfFile: log, encoding: .utf8) else { return [] }
      return try text.split(separator: "\n").map {
        try JSONDecoder().decode(Request.self, from: Data($0.utf8))
      }
    }
  }
}
