internal import Foundation

/// Finds the programs that the benchmark starts.
enum Tool {
  /// A program of this package, which lies beside this one.
  static func own(_ name: String) throws(BenchError) -> String {
    let program = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    let path = program.deletingLastPathComponent().appending(path: name).path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw BenchError(
        .missing,
        "\(name) is not built: swift build -c release --static-swift-stdlib --product \(name)")
    }
    return path
  }

  /// A program of the system, given with the Debian package that holds it.
  static func system(_ name: String, package: String) throws(BenchError) -> String {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    for folder in folders + ["/usr/sbin", "/usr/bin"] {
      let path = "\(folder)/\(name)"
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw BenchError(.missing, "\(name) is missing; on Debian install \(package)")
  }
}
