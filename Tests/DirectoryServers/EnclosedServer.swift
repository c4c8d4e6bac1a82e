internal import Foundation
internal import Glibc
internal import TestSupport

/// A server that wants a machine of its own, in namespaces of its own, until nobody holds it or this program
/// ends. Needs root.
final class EnclosedServer: Sendable {
  /// That it did not start.
  struct StartError: Error, CustomStringConvertible {
    var description: String
  }

  /// Its port on loopback without encryption.
  let port: Int
  /// Its port on loopback for TLS.
  let tlsPort: Int
  private let process: RunningProgram

  /// Starts a server by one of the programs in `python`; `needs` is a program that comes with the server.
  init(_ program: String, needs: String, _ arguments: [String]) async throws {
    guard FileManager.default.isExecutableFile(atPath: needs) else {
      throw StartError(description: "\(needs) is not installed: Tests/prepare installs it")
    }
    let tried = try await Command("/usr/bin/unshare").run(
      ["--mount", "--net", "--pid", "--fork", "/bin/mount", "-t", "proc", "proc", "/proc"])
    guard geteuid() == 0, tried.status == 0 else {
      throw StartError(description: "it needs rights to make namespaces, which root has")
    }
    process = try RunningProgram(
      "/usr/bin/python3",
      [BuiltProducts.checkout() + "/Tests/DirectoryServers/python/\(program).py"] + arguments,
      environment: ["PYTHONDONTWRITEBYTECODE": "1"])
    let ports = process.firstLine.split(separator: " ").compactMap { Int($0) }
    guard ports.count == 2 else {
      throw StartError(description: "it did not start; what it said of that stands above")
    }
    (port, tlsPort) = (ports[0], ports[1])
  }
}
