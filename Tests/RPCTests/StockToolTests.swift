internal import Foundation
internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import RPC

@Suite("Tools that know nothing of us", .timeLimit(.minutes(3)))
struct StockToolTests {
  private static let hi = "\u{0}\u{0}\u{0}\u{0}\u{2}hi"

  /// Whether a tool is installed.
  private static func has(_ tool: String) -> Bool {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
  }

  /// Runs a tool with some input and answers its output.
  private func run(_ arguments: [String], input: String = "") async throws -> String {
    try await Command("/usr/bin/env").run(arguments, input: input).output
  }

  @Test("curl asks for /healthz in HTTP/2 and HTTP/1.1", .enabled(if: has("curl")))
  func curlHealthz() async throws {
    try await withServer(CallKindTests.methods) { _, server in
      let url = "http://127.0.0.1:\(server.port)/healthz"
      for version in ["--http2-prior-knowledge", "--http1.1"] {
        let answer = try await run(["curl", "-s", "-w", "%{http_code}", version, url])
        #expect(answer == "ok\n200")
      }
    }
  }

  @Test("curl makes a gRPC call and reads its trailers", .enabled(if: has("curl")))
  func curlCall() async throws {
    try await withServer(CallKindTests.methods) { _, server in
      let answer = try await run(
        [
          "curl", "-s", "-i", "--http2-prior-knowledge", "-H", "content-type: application/grpc",
          "-H", "te: trailers", "--data-binary", "@-",
          "http://127.0.0.1:\(server.port)/test.Echo/Unary",
        ], input: Self.hi)
      #expect(answer.hasPrefix("HTTP/2 200"))
      #expect(answer.contains("hi") && answer.contains("grpc-status: 0"))
    }
  }

  @Test("curl is answered in gzip where it says that it reads gzip", .enabled(if: has("curl")))
  func curlGzip() async throws {
    let folder = try TemporaryFolder()
    let prefix = "\u{0}\u{0}\u{0}\u{20}\u{0}"  // 8,192 bytes follow
    let body = try folder.write("message", prefix + String(repeating: "m", count: 8192))
    try await withServer(CallKindTests.methods) { _, server in
      for (accepted, expected) in [("identity", false), ("deflate,gzip", true)] {
        let headers = try await run([
          "curl", "-s", "-D", "-", "-o", folder.path("answer"), "--http2-prior-knowledge", "-H",
          "content-type: application/grpc", "-H", "te: trailers", "-H",
          "grpc-accept-encoding: \(accepted)", "--data-binary", "@\(body)",
          "http://127.0.0.1:\(server.port)/test.Echo/Unary",
        ])
        #expect(headers.contains("grpc-encoding: gzip") == expected)
        let answer = try Data(contentsOf: URL(filePath: folder.path("answer")))
        #expect(answer.first == (expected ? 1 : 0) && (answer.count < 200) == expected)
      }
    }
  }

  @Test("h2load makes many calls on many streams", .enabled(if: has("h2load")))
  func h2load() async throws {
    let folder = try TemporaryFolder()
    let body = try folder.write("message", Self.hi)
    try await withServer(CallKindTests.methods) { _, server in
      let answer = try await run([
        "h2load", "-n", "2000", "-c", "4", "-m", "50", "-d", body, "-H",
        "content-type: application/grpc", "http://127.0.0.1:\(server.port)/test.Echo/Unary",
      ])
      #expect(answer.contains("2000 succeeded, 0 failed, 0 errored"))
    }
  }
}
