internal import Foundation

/// Calls that `h2load` sends from the load's core, all alike.
struct Load: Sendable {
  /// How many calls there are.
  var callCount: Int
  /// The method.
  var path: String
  /// File that holds the body of a call: one message with its prefix.
  var bodyFile: String
  /// Headers beside those that every gRPC call has, as `name: value`.
  var headers: [String] = []
  /// How many connections there are.
  var connections = 10
  /// How many calls each connection has under way.
  var streams = 100

  /// Writes a body and makes a load of it.
  init(_ callCount: Int, _ path: String, message: [UInt8], in folder: ScratchFolder) throws {
    self.callCount = callCount
    self.path = path
    bodyFile = "\(folder.path)/\(path.split(separator: "/").last ?? "").body"
    try Data(Self.prefixed(message)).write(to: URL(filePath: bodyFile))
  }

  /// A message as it stands on the wire: not compressed, and its length before it.
  static func prefixed(_ message: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: UInt32(message.count).bigEndian) { [0] + Array($0) + message }
  }

  /// The same load with another number of calls.
  func with(callCount: Int) -> Load {
    var load = self
    load.callCount = callCount
    return load
  }

  /// Sends all calls, and fails unless each is answered with HTTP status 200.
  func run(on server: RunningServer) throws {
    let scheme = server.tls == nil ? "http" : "https"
    var arguments = [
      "-n", String(callCount), "-c", String(min(connections, callCount)), "-m", String(streams),
      "-t", "1", "-w", "20", "-W", "24", "-d", bodyFile, "-H", "content-type: application/grpc",
      "-H", "te: trailers",
    ]
    for header in headers { arguments += ["-H", header] }
    arguments.append("\(scheme)://127.0.0.1:\(server.port)\(path)")
    let program = try Tool.system("h2load", package: "nghttp2-client")
    let ending = try Child(program, arguments, on: .load).ending()
    guard ending.status == 0, ending.output.contains(" \(callCount) 2xx,") else {
      let summary = ending.output.split(separator: "\n").filter { $0.contains("total") }
      throw BenchError(.failed, "not every call succeeded: \(summary.joined(separator: "; "))")
    }
  }
}
