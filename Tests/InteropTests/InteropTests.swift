internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import InteropServer

@Suite("Interoperability", .timeLimit(.minutes(2)))
struct InteropTests {
  @Test("Our own client", arguments: InteropCase.allCases, Transport.allCases)
  func ours(testCase: InteropCase, transport: Transport) async throws {
    try await withInteropServer(transport) { setting in
      try await testCase.run(setting)
    }
  }

  @Test("Stock grpcio, whose core is C++", arguments: Transport.allCases)
  func grpcio(transport: Transport) async throws {
    try await withInteropServer(transport) { setting in
      try await Python.run("grpcio_cases.py", in: "Interop/python", setting.arguments)
    }
  }

  @Test("Stock grpclib, which is Python alone", arguments: Transport.allCases)
  func grpclib(transport: Transport) async throws {
    try await withInteropServer(transport) { setting in
      try await Python.run("grpclib_cases.py", in: "Interop/python", setting.arguments)
    }
  }
}
