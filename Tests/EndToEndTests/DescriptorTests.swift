internal import Foundation
internal import TestSupport
internal import Testing

/// Foundation looks at a folder of open descriptors before it starts a program, and reads beyond its
/// buffer when there are more than about 1,300.
@Suite("What the tests leave open")
struct DescriptorTests {
  @Test("Programs that have ended leave no pipe behind")
  func pipes() async throws {
    let (programs, before) = (40, try openDescriptors())
    for _ in 0..<programs {
      _ = try await Command("/bin/sh").run(["-c", "cat"], input: "text")
      _ = try RunningProgram("/bin/sh", ["-c", "echo started; cat"])
    }
    #expect(try openDescriptors() - before < programs / 2)
  }

  private func openDescriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }
}
