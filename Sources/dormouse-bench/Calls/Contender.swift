internal import Foundation
internal import NIOCore

/// A server that takes part in the rows about calls.
enum Contender: String, Hashable, Sendable {
  /// The bench service on this runtime.
  case dormouse
  case grpcCpp = "grpc-cpp-server"
  case grpcGo = "grpc-go-server"
  /// nghttp2's own server: a static file of the reply's size, and a trailer.
  case nghttpd

  /// Whether it takes the request apart and makes an answer of its own.
  var speaksGRPC: Bool { self != .nghttpd }

  /// Starts it on the server's core, on a free port of loopback.
  func start(_ setting: Setting, _ folder: ScratchFolder, tls: Certificate? = nil) throws
    -> RunningServer
  {
    switch self {
    case .dormouse:
      let options = tls.map { ["--tls-cert", $0.certificate, "--tls-key", $0.key] } ?? []
      return try RunningServer(
        Child(Tool.own("dormouse-bench"), ["serve"] + options, on: .server), tls: tls)
    case .grpcCpp, .grpcGo:
      let options = tls.map { [$0.certificate, $0.key] } ?? []
      return try RunningServer(
        Child(setting.peer(rawValue), options, on: .server), tls: tls)
    case .nghttpd:
      return try Self.startNghttpd(folder)
    }
  }

  private static func startNghttpd(_ folder: ScratchFolder) throws -> RunningServer {
    let program = try Tool.system("nghttpd", package: "nghttp2-server")
    let reply = BenchUser(number: 42).encodedReply
    let file = "\(folder.path)/files\(BenchMethod.get)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(Load.prefixed(reply)).write(to: URL(filePath: file))
    let port = try FreePort.find()
    let child = try Child(
      program,
      [
        "--no-tls", "--address=127.0.0.1", "--trailer=grpc-status: 0", "-d",
        "\(folder.path)/files", String(port),
      ], on: .server)
    return try RunningServer(child, port: port)
  }
}
