internal import Foundation
internal import Synchronization

/// A program that is run to its end.
package struct Command: Sendable {
  /// What a program left behind.
  package struct Result: Sendable {
    /// Exit status; 128 + signal when a signal ended it.
    package var status: Int32
    /// Standard output.
    package var output: String
    /// Standard error.
    package var errors: String
  }

  /// Path of the program.
  package var path: String
  /// Environment variables beside those of the tests.
  package var environment: [String: String]

  /// A program by its path.
  package init(_ path: String, environment: [String: String] = [:]) {
    self.path = path
    self.environment = environment
  }

  /// Runs it with arguments and a standard input, and waits for its end.
  package func run(_ arguments: [String], input: String = "") async throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let ended = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      let base: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
      ended.continuation.yield(base + process.terminationStatus)
      ended.continuation.finish()
    }
    let (output, errors, stdin) = try Spawning.alone {
      let pipes = (Pipe(), Pipe(), Pipe())
      process.standardOutput = pipes.0
      process.standardError = pipes.1
      process.standardInput = pipes.2
      try process.run()
      return pipes
    }
    try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    async let outputText = Self.text(of: output.fileHandleForReading)
    async let errorText = Self.text(of: errors.fileHandleForReading)
    var status: Int32 = -1
    for await code in ended.stream { status = code }
    return Result(status: status, output: await outputText, errors: await errorText)
  }

  /// Reads to the end on a thread of its own, so that a full pipe never stops the program. Closes the
  /// pipe: Foundation keeps a process that has ended, and with it what was open.
  private static func text(of handle: FileHandle) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let data = (try? handle.readToEnd()) ?? nil
        try? handle.close()
        continuation.resume(returning: String(decoding: data ?? Data(), as: UTF8.self))
      }
    }
  }
}
