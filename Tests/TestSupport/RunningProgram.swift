internal import Foundation
internal import Synchronization

/// A program that runs in the background until nobody holds it.
package final class RunningProgram: Sendable {
  /// The first line that it printed; empty when it ended without one.
  package let firstLine: String
  private let process: Mutex<Process>
  private let output: FileHandle

  /// Starts a program and waits for its first line.
  package init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = try Spawning.alone {
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      return output
    }
    var line = Data()
    let handle = output.fileHandleForReading
    while let byte = try? handle.read(upToCount: 1), !byte.isEmpty, byte != Data("\n".utf8) {
      line += byte
    }
    firstLine = String(decoding: line, as: UTF8.self)
    self.process = Mutex(process)
    self.output = handle
  }

  deinit { stop() }

  /// Ends it, and waits until it is gone. Not by a signal that can be blocked: the program inherits what
  /// the thread that started it had blocked.
  package func stop() {
    process.withLock { process in
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
    }
    try? output.close()
  }
}
