internal import Foundation
internal import TestSupport
internal import Testing

/// A real SCIM 2.0 server in memory on loopback, empty at first, until nobody holds it: `scim2-server`, of
/// the packages in `Tests/requirements.txt`.
package final class SCIMServer: Sendable {
  /// What the server did not do.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// The bearer token that it takes.
  package static let token = "t0ken-of-scim"

  /// Where its resources are.
  package let url: String
  private let process: RunningProgram

  /// Starts a server.
  package init() async throws {
    let port = try FreePort.find()
    url = "http://127.0.0.1:\(port)/v2"
    let folder = URL(filePath: try await Python.interpreter()).deletingLastPathComponent()
    // It writes a line about each request, which nobody reads.
    process = try RunningProgram(
      "/bin/sh",
      [
        "-c", #"exec "$0" "$@" 2>/dev/null"#, folder.appending(path: "scim2-server").path,
        "--hostname", "127.0.0.1", "--port", String(port), "--bearer-token", Self.token,
      ])
    try #require(process.firstLine.hasPrefix("Serving SCIM"), "\(process.firstLine)")
  }

  /// Adds a user by its attributes as JSON, and gives its id.
  @discardableResult
  package func addUser(_ name: String, _ more: String = "") async throws -> String {
    let schema = "urn:ietf:params:scim:schemas:core:2.0:User"
    return try await add(
      "/Users", #"{"schemas":["\#(schema)"],"userName":\#(try Self.encoded(name))\#(more)}"#)
  }

  /// Adds a group with members by their ids, and gives its id.
  @discardableResult
  package func addGroup(
    _ name: String, users: [String] = [], groups: [String] = []
  ) async throws -> String {
    let schema = "urn:ietf:params:scim:schemas:core:2.0:Group"
    let members =
      users.map { #"{"value":"\#($0)","type":"User","$ref":"\#(url)/Users/\#($0)"}"# }
      + groups.map { #"{"value":"\#($0)","type":"Group","$ref":"\#(url)/Groups/\#($0)"}"# }
    let list = members.joined(separator: ",")
    return try await add(
      "/Groups",
      #"{"schemas":["\#(schema)"],"displayName":\#(try Self.encoded(name)),"members":[\#(list)]}"#)
  }

  /// A text as JSON.
  package static func encoded(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
  }

  /// What is at a path behind ``url``, as JSON.
  package func read(_ path: String) async throws -> String {
    try await call("GET", path)
  }

  /// Changes what is at a path; gives the answer.
  @discardableResult
  package func call(_ method: String, _ path: String, _ body: String = "") async throws -> String {
    let result = try await Command("/usr/bin/env").run(
      [
        "curl", "--silent", "--show-error", "--fail-with-body", "--request", method,
        "--header", "authorization: Bearer \(Self.token)",
        "--header", "content-type: application/scim+json", "--data-binary", "@-", url + path,
      ], input: body)
    guard result.status == 0 else { throw Failure(description: result.output + result.errors) }
    return result.output
  }

  private func add(_ path: String, _ body: String) async throws -> String {
    let answer = try await call("POST", path, body)
    let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    return try #require(object?["id"] as? String)
  }
}
