internal import Foundation
internal import Synchronization

/// A process that the benchmark has started, bound to a core; it is stopped when dropped.
final class Child: Sendable {
  /// What a program that has ended printed to standard output.
  struct Ending: Sendable {
    var status: Int32
    var output: String
  }

  private let process: Mutex<Process>
  private let output: FileHandle
  /// Process id.
  let processID: Int32

  /// Starts a program; what it says on standard error goes to ours unless it is quiet.
  init(
    _ path: String, _ arguments: [String], on core: Core?, environment: [String: String] = [:],
    isQuiet: Bool = true
  ) throws {
    let process = Process()
    var command = [path] + arguments
    if let core, ProcessInfo.processInfo.activeProcessorCount > core.rawValue {
      let taskset = try Tool.system("taskset", package: "util-linux")
      command = [taskset, "--cpu-list", String(core.rawValue)] + command
    }
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    if isQuiet { process.standardError = FileHandle.nullDevice }
    try process.run()
    output = pipe.fileHandleForReading
    // taskset becomes the program it starts, so that the id is the program's.
    processID = process.processIdentifier
    self.process = Mutex(process)
  }

  deinit { stop(SIGKILL) }

  /// What it has used so far.
  func usage() throws(BenchError) -> ProcessUsage {
    try ProcessUsage(of: processID)
  }

  /// The next line of its standard output; nil when that has ended.
  func line() -> String? {
    var line = Data()
    while let byte = try? output.read(upToCount: 1), !byte.isEmpty {
      if byte == Data("\n".utf8) { return String(decoding: line, as: UTF8.self) }
      line += byte
    }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  /// Waits for its end.
  func ending() -> Ending {
    let data = (try? output.readToEnd()) ?? nil
    return process.withLock { process in
      process.waitUntilExit()
      return Ending(
        status: process.terminationStatus,
        output: String(decoding: data ?? Data(), as: UTF8.self))
    }
  }

  /// Sends a signal and waits for its end.
  func stop(_ signal: Int32 = SIGTERM) {
    process.withLock { process in
      if process.isRunning { kill(process.processIdentifier, signal) }
      process.waitUntilExit()
    }
  }
}
