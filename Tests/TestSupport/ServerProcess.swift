internal import Foundation
internal import Synchronization

/// The real server program, started on a free port of loopback with a data folder of the test's own.
package final class ServerProcess: Sendable {
  /// What kept a server from starting.
  package struct StartError: Error, CustomStringConvertible {
    /// What it printed.
    package var description: String
  }

  /// Where it listens, `127.0.0.1:PORT`.
  package let address: String
  /// Its data folder.
  package let dataFolder: String
  private let process: Mutex<Process>
  private let output: FileHandle

  /// Starts the server and waits until it listens.
  ///
  /// A `launcher` is a program with its first arguments that runs the command line which follows
  /// them, in place of the test.
  package init(
    dataFolder: String, arguments: [String] = [], launcher: [String] = []
  ) throws {
    let process = Process()
    let server = [BuiltProducts.path(of: "dormoused"), "--data", dataFolder]
    let command = launcher + server + ["--listen", "127.0.0.1:0"] + arguments
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardInput = FileHandle.nullDevice
    let errors = dataFolder + ".log"
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    process.standardError = FileHandle(forWritingAtPath: errors)
    let output = try Spawning.alone {
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      return output
    }
    let handle = output.fileHandleForReading
    guard let address = Self.address(from: handle) else {
      process.waitUntilExit()
      try? handle.close()
      throw StartError(description: (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "")
    }
    self.address = address
    self.dataFolder = dataFolder
    self.process = Mutex(process)
    self.output = handle
  }

  deinit { kill() }

  /// Process id.
  package var processID: Int32 { process.withLock { $0.processIdentifier } }

  /// Ends it as a power cut would, and waits until it is gone.
  package func kill() {
    stop(SIGKILL)
  }

  /// Asks it to end as an operator would, and waits until it is gone.
  @discardableResult
  package func terminate() -> Int32 {
    stop(SIGTERM)
    return process.withLock { $0.terminationStatus }
  }

  private func stop(_ signal: Int32) {
    process.withLock { process in
      if process.isRunning { Foundation.kill(process.processIdentifier, signal) }
      process.waitUntilExit()
    }
    try? output.close()
  }

  /// The address from the first line, `listening on HOST:PORT`.
  private static func address(from handle: FileHandle) -> String? {
    var line = Data()
    while let byte = try? handle.read(upToCount: 1), !byte.isEmpty, byte != Data("\n".utf8) {
      line += byte
    }
    let text = String(decoding: line, as: UTF8.self)
    return text.hasPrefix("listening on ") ? String(text.dropFirst("listening on ".count)) : nil
  }
}
